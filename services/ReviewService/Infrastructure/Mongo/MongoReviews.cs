using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Infrastructure.Mongo;

/// <summary>The collections of reviews.</summary>
internal sealed class MongoReviews : MongoServiceDatabase
{
    static MongoReviews() => UseConventions(typeof(MongoReviews));

    public MongoReviews(string connectionString)
        : base("reviews", connectionString, "review-service")
    {
    }

    public IMongoCollection<ReviewDocument> Reviews => Database.GetCollection<ReviewDocument>("reviews");
    public IMongoCollection<RatingDocument> Ratings => Database.GetCollection<RatingDocument>("ratings");
    public IMongoCollection<ProductDocument> Products => Database.GetCollection<ProductDocument>("products");
    public IMongoCollection<DeliveryDocument> Deliveries => Database.GetCollection<DeliveryDocument>("deliveries");
    public IMongoCollection<PersonDocument> People => Database.GetCollection<PersonDocument>("people");
    public IMongoCollection<VoteDocument> Votes => Database.GetCollection<VoteDocument>("votes");
    public IMongoCollection<ReportDocument> Reports => Database.GetCollection<ReportDocument>("reports");
    public IMongoCollection<WordListDocument> Words => Database.GetCollection<WordListDocument>("filter_words");

    protected override IReadOnlyList<MongoMigration> Migrations => ReviewMigrations.All;
}
