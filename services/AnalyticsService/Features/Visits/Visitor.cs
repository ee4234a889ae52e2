using System.Buffers;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.AnalyticsService.Features.Visits;

/// <summary>The sender of a step. Nothing of it is stored.</summary>
internal sealed record Visitor(string Address, string UserAgent, bool WantsNoTracking)
{
    private static readonly SearchValues<string> BotNames = SearchValues.Create(
        [
            "bot", "crawl", "spider", "slurp", "headless", "curl", "wget", "python", "java/", "go-http", "okhttp", "httpclient", "axios",
            "node-fetch",
            "monitor", "preview", "lighthouse", "scrapy", "phantom", "facebookexternalhit", "feed",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Bots are not counted, nor are visitors who do not want to be tracked.</summary>
    public bool IsCounted => !WantsNoTracking && UserAgent.Length > 0 && !UserAgent.AsSpan().ContainsAny(BotNames);

    public static Visitor Of(HttpContext http, ProxyProof proxies)
    {
        var headers = http.Request.Headers;
        return new($"{proxies.ClientOf(http)}", headers.UserAgent.ToString(), headers["DNT"] == "1" || headers["Sec-GPC"] == "1");
    }
}
