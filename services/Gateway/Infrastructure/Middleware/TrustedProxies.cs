using System.Net;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Gateway.Infrastructure.Middleware;

/// <summary>
/// Proxies in front call for many clients, and rate limits are per client. Their forwarded addresses are believed: of the storefront,
/// which proves itself, and of an ingress from the networks that are named; of nobody else.
/// </summary>
internal static class TrustedProxies
{
    public const string Setting = "TrustedProxies";

    /// <summary>Sets the connection's address to that of the client.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = (app.Configuration.GetSection(Setting).Get<string[]>() ?? []).Select(Read).ToList();
        var proof = app.Services.GetRequiredService<ProxyProof>();
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = proof.ClientOf(http, networks);
            return next(http);
        });
    }

    private static IPNetwork Read(string network) => IPNetwork.TryParse(network, out var read)
        ? read
        : throw new InvalidOperationException($"Setting {Setting}: '{network}' is not a network such as 10.0.0.0/8.");
}
