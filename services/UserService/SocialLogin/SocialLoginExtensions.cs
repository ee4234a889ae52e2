using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.SocialLogin;

internal static class SocialLoginExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private const int MaxAnswerBytes = 1024 * 1024;

    public static void AddSocialLogin(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SocialLoginOptions>(SocialLoginOptions.Section);
        builder.Services.AddHttpClient(IdentityProviders.Client, http =>
        {
            http.Timeout = Timeout;
            http.MaxResponseContentBufferSize = MaxAnswerBytes;
        })
        // A provider that sends the client's secret elsewhere is none. Codes and secrets stay out of the log.
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.PooledConnectionLifetime = ConnectionLifetime;
        })
        .RemoveAllLoggers();
        builder.Services.AddSingleton(Providers);
        builder.Services.AddSingleton<TicketStore>();
        builder.Services.AddSingleton<ExternalSignIn>();
    }

    private static IdentityProviders Providers(IServiceProvider services)
    {
        var clients = services.GetRequiredService<IHttpClientFactory>();
        var clock = services.GetRequiredService<TimeProvider>();
        return new(services.GetRequiredService<IOptions<SocialLoginOptions>>().Value.Providers.ToDictionary(
            provider => provider.Key,
            provider => new IdentityProvider(provider.Key, provider.Value, clients.CreateClient(IdentityProviders.Client), clock),
            StringComparer.Ordinal));
    }
}
