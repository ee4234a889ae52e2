using Ecommerce.Gateway.Domain;
using Ecommerce.Gateway.Infrastructure.Middleware;
using Ecommerce.Gateway.Infrastructure.Upstream;

namespace Ecommerce.Gateway.Features.Forwarding;

internal static class RouteEndpoints
{
    public static void MapRoutes(this WebApplication app)
    {
        var table = app.Services.GetRequiredService<RouteTable>();
        var forwarder = app.Services.GetRequiredService<ServiceForwarder>();
        var addresses = table.Services.ToDictionary(service => service, service => ServiceAddress.Of(service, app.Configuration));

        foreach (var route in table.Routes)
        {
            var endpoint = app.Map(
                $"{route.Path}/{{**rest}}", context => forwarder.ForwardAsync(context, route, addresses[route.Service]));
            Configure(endpoint, route);
        }

        foreach (var (service, address) in addresses)
            MapOpenApiDocument(app, forwarder, service, address);

        app.MapGet("/", () => TypedResults.Ok(table.Summaries)).WithName("ListRoutes").WithSummary("The routes of the gateway")
            .AllowAnonymous();
    }

    private static void MapOpenApiDocument(WebApplication app, ServiceForwarder forwarder, string service, string address)
    {
        var document = new ServiceRoute("/openapi/v1.json", service, ChecksToken: false);
        var endpoint = app.MapGet($"/openapi/{service}/v1.json", context =>
        {
            context.Request.Path = document.Path;
            return forwarder.ForwardAsync(context, document, address);
        });
        Configure(endpoint, document);
    }

    /// <summary>Services authorize anonymous callers themselves, and each route has a timeout of its own.</summary>
    private static void Configure(IEndpointConventionBuilder endpoint, ServiceRoute route)
    {
        endpoint.AllowAnonymous().DisableRequestTimeout();
        if (!route.IsWebhook)
            endpoint.RequireRateLimiting(RateLimits.PerClient);
    }
}
