using Ecommerce.Gateway.Clients;

namespace Ecommerce.Gateway.Forwarding;

internal static class ForwardingExtensions
{
    public static IServiceCollection AddForwarding(this IServiceCollection services) => services
        .AddHttpForwarder()
        .AddSingleton<UpstreamClient>()
        .AddSingleton<BotDetection>()
        .AddSingleton<ServiceForwarder>();
}
