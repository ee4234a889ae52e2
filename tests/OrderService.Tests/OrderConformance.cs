using Ecommerce.Conformance;

namespace Ecommerce.OrderService.Tests;

public sealed class OrderConformance(OrderConformanceFixture fixture) : ServiceConformance<OrderConformanceFixture>(fixture);

public sealed class OrderConformanceFixture() : DatabaseConformanceFixture("order-service", "Ecommerce.OrderService", "orders")
{
    protected override string DescribedPath => "/orders";

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        ProtectedPath = "/orders",
        JsonCall = new(HttpMethod.Post, "/orders") { Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "conformance" } },
    };
}
