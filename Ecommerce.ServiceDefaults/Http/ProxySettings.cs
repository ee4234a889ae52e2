using System.ComponentModel.DataAnnotations;

namespace Ecommerce.ServiceDefaults;

/// <summary>How our own proxies, the storefront and the gateway, prove that they may say for whom they call.</summary>
public sealed class ProxySettings
{
    public const string Section = "Proxy";

    /// <summary>Shared by both and by the services that need clients' addresses; without it no proxy is believed.</summary>
    [MinLength(16)]
    public string? Secret { get; init; }
}
