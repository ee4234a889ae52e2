using Microsoft.AspNetCore.HttpOverrides;

namespace Ecommerce.Gateway.Clients;

/// <summary>
/// Proxies in front, such as the storefront and an ingress, call for many people. Those whose networks are named are believed about the address
/// they call for; without that, limits would take all their callers for one. Nobody else is believed.
/// </summary>
internal static class TrustedProxies
{
    public const string Setting = "TrustedProxies";

    /// <summary>From here on the connection's address is that of the client.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = app.Configuration.GetSection(Setting).Get<string[]>() ?? [];
        // Without any, the framework would believe everyone.
        if (networks.Length == 0)
            return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(Read(network));
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Read(string network) => System.Net.IPNetwork.TryParse(network, out var read)
        ? read
        : throw new InvalidOperationException($"Setting {Setting}: '{network}' is not a network such as 10.0.0.0/8.");
}
