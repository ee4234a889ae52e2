using Ecommerce.Conformance;

namespace Ecommerce.NotificationService.Tests;

public sealed class NotificationConformance(
    NotificationConformanceFixture fixture) : ServiceConformance<NotificationConformanceFixture>(fixture);

public sealed class NotificationConformanceFixture() : DatabaseConformanceFixture(
    "notification-service", "Ecommerce.NotificationService", "notifications")
{
    protected override string DescribedPath => "/notifications/preferences";

    protected override ProtectedCall Protected => new("/notifications/preferences");

    protected override IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>
    {
        ["Keys__Master"] = "a key of the tests, long enough",
        ["Links__Storefront"] = "https://shop.example",
        ["Links__BackOffice"] = "https://office.shop.example",
        ["Links__Api"] = "https://api.shop.example",
        ["Smtp__Host"] = "127.0.0.1",
        ["Smtp__From"] = "shop@shop.example",
    };

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new(HttpMethod.Post, "/notifications/stock-alerts"),
    };
}
