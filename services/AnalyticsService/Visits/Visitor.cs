using System.Buffers;
using System.Net;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>Who sends a step, as far as that is known for the moment; nothing of it is kept.</summary>
internal sealed record Visitor(string Address, string UserAgent, bool WantsNoTracking)
{
    private static readonly SearchValues<string> Machines = SearchValues.Create(
        [
            "bot", "crawl", "spider", "slurp", "headless", "curl", "wget", "python", "java/", "go-http", "okhttp", "httpclient", "axios", "node-fetch",
            "monitor", "preview", "lighthouse", "scrapy", "phantom", "facebookexternalhit", "feed",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Programs are no shoppers, and who asks not to be followed is not.</summary>
    public bool Counts => !WantsNoTracking && UserAgent.Length > 0 && !UserAgent.AsSpan().ContainsAny(Machines);

    public static Visitor Of(HttpContext http) => new(
        AddressOf(http), http.Request.Headers.UserAgent.ToString(), http.Request.Headers["DNT"] == "1" || http.Request.Headers["Sec-GPC"] == "1");

    /// <summary>The last entry is the one that our own gateway wrote; earlier ones may be anybody's.</summary>
    private static string AddressOf(HttpContext http)
        => IPAddress.TryParse(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var forwarded)
            ? $"{forwarded}"
            : $"{http.Connection.RemoteIpAddress}";
}
