using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.ReviewService.Tests;

public sealed class PostgresReviewConformance(PostgresReviewFixture fixture) : ServiceConformance<PostgresReviewFixture>(fixture);

public sealed class MongoReviewConformance(MongoReviewFixture fixture) : ServiceConformance<MongoReviewFixture>(fixture);

public sealed class PostgresReviewFixture() : ReviewConformanceFixture(new PostgresServer());

public sealed class MongoReviewFixture() : ReviewConformanceFixture(new MongoServer());

public abstract class ReviewConformanceFixture(
    IDatabaseServer server) : DatabaseConformanceFixture("review-service", "Ecommerce.ReviewService", "reviews", server)
{
    protected override string DescribedPath => "/reviews/mine";

    protected override ProtectedCall Protected => new("/reviews/mine");

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new(HttpMethod.Post, "/reviews"),
    };
}
