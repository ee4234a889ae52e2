using Ecommerce.Conformance;

namespace Ecommerce.PaymentService.Tests;

public sealed class PaymentConformance(PaymentConformanceFixture fixture) : ServiceConformance<PaymentConformanceFixture>(fixture);

public sealed class PaymentConformanceFixture() : DatabaseConformanceFixture("payment-service", "Ecommerce.PaymentService", "payments")
{
    protected override string DescribedPath => "/payments/methods";

    protected override ProtectedCall Protected => new("/payments/methods");

    protected override ServiceUnderTest Describe(ServiceUnderTest service)
        => service with { JsonCall = new(HttpMethod.Post, "/payments/methods") };
}
