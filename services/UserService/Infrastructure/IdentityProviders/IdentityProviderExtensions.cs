using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.IdentityProviders;

internal static class IdentityProviderExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private const int MaxResponseBytes = 1024 * 1024;

    public static void AddIdentityProviders(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SocialLoginOptions>(SocialLoginOptions.Section);
        builder.Services.AddHttpClient(IdentityProviderRegistry.Client, http =>
        {
            http.Timeout = Timeout;
            http.MaxResponseContentBufferSize = MaxResponseBytes;
        })
        // The client's secret must not follow a redirect. Codes and secrets stay out of the log.
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.PooledConnectionLifetime = ConnectionLifetime;
        })
        .RemoveAllLoggers();
        builder.Services.AddSingleton(Providers);
    }

    private static IdentityProviderRegistry Providers(IServiceProvider services)
    {
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var timeProvider = services.GetRequiredService<TimeProvider>();
        return new(services.GetRequiredService<IOptions<SocialLoginOptions>>().Value.Providers.ToDictionary(
            provider => provider.Key,
            provider => new IdentityProvider(
                provider.Key, provider.Value, clients.CreateClient(IdentityProviderRegistry.Client), timeProvider),
            StringComparer.Ordinal));
    }
}
