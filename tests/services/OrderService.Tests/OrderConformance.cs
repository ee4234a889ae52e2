using Ecommerce.Conformance;

namespace Ecommerce.OrderService.Tests;

public sealed class OrderConformance(OrderConformanceFixture fixture) : ServiceConformance<OrderConformanceFixture>(fixture);

public sealed class OrderConformanceFixture() : DatabaseConformanceFixture("order-service", "Ecommerce.OrderService", "orders")
{
    protected override string DescribedPath => "/orders";

    protected override ProtectedCall Protected => new("/orders");

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new(HttpMethod.Post, "/orders") { Headers = new Dictionary<string, string> { ["Idempotency-Key"] = "conformance" } },
    };
}
