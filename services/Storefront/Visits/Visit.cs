using Ecommerce.Storefront.Experiments;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Visits;

/// <summary>What analytics-service is told of a step: nothing of who took it.</summary>
internal sealed record CountedVisit(Guid Id, string Kind, Guid? ProductId, string? TestGroup);

/// <summary>A step that waits to be told.</summary>
/// <param name="Counted">What is told.</param>
/// <param name="Address">Whose step it is, for analytics-service to tell visitors of a day apart by; nobody keeps it.</param>
/// <param name="UserAgent">Likewise, and to know machines by.</param>
internal sealed record Visit(CountedVisit Counted, string Address, string UserAgent)
{
    /// <summary>Null where it is not to be told: of browsers that ask for that, and of those that do not say what they are.</summary>
    public static Visit? Of(HttpContext http, Step step, DateTimeOffset now)
    {
        var userAgent = http.Request.Headers.UserAgent.ToString();
        if (userAgent.Length == 0 || http.Request.WantsNoTracking())
            return null;
        var product = step == Step.Product && Guid.TryParse(http.Request.RouteValues["id"]?.ToString(), out var id) ? id : (Guid?)null;
        var counted = new CountedVisit(Guid.CreateVersion7(now), step.Kind, product, http.Features.Get<TestGroup>()?.Name);
        return new(counted, ShopperAddress.Of(http), userAgent);
    }
}

internal static class Tracking
{
    /// <summary>Do Not Track, and Global Privacy Control.</summary>
    public static bool WantsNoTracking(this HttpRequest request) => request.Headers["DNT"] == "1" || request.Headers["Sec-GPC"] == "1";
}
