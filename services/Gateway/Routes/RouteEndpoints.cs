using Ecommerce.Gateway.Clients;
using Ecommerce.Gateway.Forwarding;

namespace Ecommerce.Gateway.Routes;

internal static class RouteEndpoints
{
    public static void MapRoutes(this WebApplication app)
    {
        var table = app.Services.GetRequiredService<RouteTable>();
        var forwarder = app.Services.GetRequiredService<ServiceForwarder>();
        var addresses = table.Services.ToDictionary(service => service, service => ServiceAddress.Of(service, app.Configuration));

        foreach (var route in table.Routes)
            Open(app.Map($"{route.Path}/{{**rest}}", context => forwarder.ForwardAsync(context, route, addresses[route.Service])), route);

        foreach (var (service, address) in addresses)
        {
            var document = new ServiceRoute("/openapi/v1.json", service, ChecksToken: false);
            Open(
                app.MapGet($"/openapi/{service}/v1.json", context =>
                {
                    context.Request.Path = document.Path;
                    return forwarder.ForwardAsync(context, document, address);
                }),
                document);
        }

        app.MapGet("/", () => TypedResults.Ok(table.Summaries)).AllowAnonymous();
    }

    /// <summary>Services decide what an anonymous caller may do, and how long an answer takes is the route's own limit.</summary>
    private static void Open(IEndpointConventionBuilder endpoint, ServiceRoute route)
    {
        endpoint.AllowAnonymous().DisableRequestTimeout();
        if (!route.IsWebhook)
            endpoint.RequireRateLimiting(RateLimits.PerClient);
    }
}
