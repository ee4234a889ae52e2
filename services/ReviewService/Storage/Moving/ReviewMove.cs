using Ecommerce.Moving;
using Ecommerce.ReviewService.Moderation;
using Ecommerce.ReviewService.Ratings;
using Ecommerce.ReviewService.Reports;
using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage.Mongo;

namespace Ecommerce.ReviewService.Storage.Moving;

/// <summary>Moves reviews from one store to the other.</summary>
internal static class ReviewMove
{
    /// <summary>What others refer to comes before them.</summary>
    private static readonly IReadOnlyList<MovedTable> Tables =
    [
        new MovedTable<MovedProduct>("products", MovedRecordsJson.Default.MovedProduct, PostgresTables.Products, MongoTables.Products),
        new MovedTable<MovedDelivery>("deliveries", MovedRecordsJson.Default.MovedDelivery, PostgresTables.Deliveries, MongoTables.Deliveries),
        new MovedTable<MovedErasure>("erased users", MovedRecordsJson.Default.MovedErasure, PostgresTables.Erasures, MongoTables.Erasures),
        new MovedTable<Rating>("ratings", MovedRecordsJson.Default.Rating, PostgresTables.Ratings, MongoTables.Ratings),
        new MovedTable<Review>("reviews", MovedRecordsJson.Default.Review, PostgresTables.Reviews, MongoTables.Reviews),
        new MovedTable<MovedVote>("votes", MovedRecordsJson.Default.MovedVote, PostgresTables.Votes, MongoTables.Votes),
        new MovedTable<Report>("reports", MovedRecordsJson.Default.Report, PostgresTables.Reports, MongoTables.Reports),
        new MovedTable<WordList>("filter words", MovedRecordsJson.Default.WordList, PostgresTables.Words, MongoTables.Words),
    ];

    public static MoveCommand Command => new(typeof(Program).Assembly, connectionString => new MongoReviews(connectionString), Tables);
}
