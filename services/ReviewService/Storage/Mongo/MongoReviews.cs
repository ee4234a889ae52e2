using Ecommerce.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.ReviewService.Storage.Mongo;

/// <summary>The collections of reviews and their indexes.</summary>
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

    protected override IEnumerable<string> Collections => ["reviews", "ratings", "products", "deliveries", "people", "votes", "reports", "filter_words"];

    protected override async Task IndexAsync(CancellationToken cancellationToken)
    {
        await IndexAsync(Reviews, cancellationToken, r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Id),
            r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Helpful).Ascending(d => d.Id),
            r => r.Ascending(d => d.ProductId).Ascending(d => d.State).Ascending(d => d.Stars).Ascending(d => d.Id),
            r => r.Ascending(d => d.State).Ascending(d => d.Id));
        await IndexAsync(Deliveries, cancellationToken, d => d.Ascending(x => x.UserId));
        await IndexAsync(Votes, cancellationToken, v => v.Ascending(d => d.UserId));
        await IndexAsync(Reports, cancellationToken, r => r.Ascending(d => d.UserId));

        // One review per buyer and product; one vote and one report per reader and review.
        var keys = Builders<ReviewDocument>.IndexKeys;
        await Reviews.Indexes.CreateOneAsync(
            new CreateIndexModel<ReviewDocument>(
                keys.Ascending(r => r.AuthorId).Ascending(r => r.ProductId),
                new CreateIndexOptions<ReviewDocument> { Unique = true, PartialFilterExpression = Builders<ReviewDocument>.Filter.Type(r => r.AuthorId, BsonType.Binary) }),
            cancellationToken: cancellationToken);
        var unique = new CreateIndexOptions { Unique = true };
        await Votes.Indexes.CreateOneAsync(
            new CreateIndexModel<VoteDocument>(Builders<VoteDocument>.IndexKeys.Ascending(v => v.ReviewId).Ascending(v => v.UserId), unique),
            cancellationToken: cancellationToken);
        await Reports.Indexes.CreateOneAsync(
            new CreateIndexModel<ReportDocument>(Builders<ReportDocument>.IndexKeys.Ascending(r => r.ReviewId).Ascending(r => r.UserId), unique),
            cancellationToken: cancellationToken);
    }
}
