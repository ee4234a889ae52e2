using Ecommerce.Conformance;

namespace Ecommerce.AnalyticsService.Tests;

public sealed class AnalyticsConformance(AnalyticsConformanceFixture fixture) : ServiceConformance<AnalyticsConformanceFixture>(fixture);

public sealed class AnalyticsConformanceFixture(
    ) : DatabaseConformanceFixture("analytics-service", "Ecommerce.AnalyticsService", "analytics")
{
    protected override string DescribedPath => "/analytics/revenue";

    protected override ProtectedCall Protected => new("/analytics/revenue", "analytics:read");

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["Visits__PermitsPerMinute"] = "1000000",
    };

    protected override ServiceUnderTest Describe(ServiceUnderTest service)
        => service with { JsonCall = new(HttpMethod.Post, "/analytics/visits") };
}
