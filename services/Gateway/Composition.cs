using Ecommerce.Gateway.Features.Forwarding;
using Ecommerce.Gateway.Infrastructure.Health;
using Ecommerce.Gateway.Infrastructure.Middleware;
using Ecommerce.Gateway.Infrastructure.Routes;
using Ecommerce.Gateway.Infrastructure.Upstream;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Gateway;

/// <summary>What the gateway is made of.</summary>
internal static class Composition
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        // YARP logs whole addresses, with their queries.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.AddValidatedOptions<BotDetectionOptions>(BotDetectionOptions.Section);
        builder.AddCrossOrigin();
        builder.AddRateLimits();

        var routes = RouteTableFile.Read();
        builder.Services.AddSingleton(routes).AddForwarding();
        builder.AddServiceChecks(routes);
    }

    public static IServiceCollection AddForwarding(this IServiceCollection services) => services
        .AddHttpForwarder()
        .AddProxyProof()
        .AddSingleton<UpstreamClient>()
        .AddSingleton<BotDetection>()
        .AddSingleton<ForwardedRequestTransformer>()
        .AddSingleton<ServiceForwarder>();
}
