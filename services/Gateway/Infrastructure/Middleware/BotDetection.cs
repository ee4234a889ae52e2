using System.Buffers;
using Microsoft.Extensions.Options;

namespace Ecommerce.Gateway.Infrastructure.Middleware;

internal sealed class BotDetectionOptions
{
    public const string Section = "BotDetection";

    private static readonly string[] DefaultDenied =
    [
        "sqlmap", "nikto", "nmap", "masscan", "zgrab", "wpscan", "dirbuster", "gobuster", "nuclei", "acunetix", "httrack",
        "scrapy", "ahrefsbot", "semrushbot", "mj12bot", "dotbot", "petalbot", "bytespider",
    ];

    /// <summary>Whether a client without a User-Agent is refused.</summary>
    public bool RefuseUnnamed { get; init; } = true;

    /// <summary>Parts of the User-Agents of refused clients, in any case; they replace the built-in ones.</summary>
    public IReadOnlyList<string>? Denied { get; init; }

    public IReadOnlyList<string> Names => Denied ?? DefaultDenied;
}

internal sealed class BotDetection(IOptions<BotDetectionOptions> options)
{
    private readonly bool refuseUnnamed = options.Value.RefuseUnnamed;
    private readonly SearchValues<string> denied = SearchValues.Create([.. options.Value.Names], StringComparison.OrdinalIgnoreCase);

    public bool IsDenied(string userAgent)
        => string.IsNullOrWhiteSpace(userAgent) ? refuseUnnamed : userAgent.AsSpan().ContainsAny(denied);
}
