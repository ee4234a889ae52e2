using Ecommerce.Conformance;

namespace Ecommerce.ReviewService.Tests;

public sealed class ReviewConformance(ReviewConformanceFixture fixture) : ServiceConformance<ReviewConformanceFixture>(fixture);

public sealed class ReviewConformanceFixture() : DatabaseConformanceFixture("review-service", "Ecommerce.ReviewService", "reviews")
{
    protected override string DescribedPath => "/reviews/mine";

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        ProtectedPath = "/reviews/mine",
        JsonCall = new(HttpMethod.Post, "/reviews"),
    };
}
