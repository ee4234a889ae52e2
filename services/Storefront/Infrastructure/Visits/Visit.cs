using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Visits;

/// <summary>A visit that is to be sent to analytics-service.</summary>
/// <param name="Counted">The body of the request.</param>
/// <param name="Address">The visitor's address: analytics-service counts visitors of a day by it and does not store it.</param>
/// <param name="UserAgent">Likewise, and to recognise bots.</param>
internal sealed record Visit(CountedVisit Counted, string Address, string UserAgent)
{
    /// <summary>Null for visitors who opt out of tracking and for requests without a user agent.</summary>
    public static Visit? Of(HttpContext http, Step step, DateTimeOffset now)
    {
        var userAgent = http.Request.Headers.UserAgent.ToString();
        if (userAgent.Length == 0 || http.Request.WantsNoTracking())
            return null;
        var product = step == Step.Product && Guid.TryParse(http.Request.RouteValues["id"] as string, out var id) ? id : (Guid?)null;
        var counted = new CountedVisit(Guid.CreateVersion7(now), step.Kind, product, http.Features.Get<TestGroup>()?.Name);
        return new(counted, ProxyProof.AddressesOf(http), userAgent);
    }
}
