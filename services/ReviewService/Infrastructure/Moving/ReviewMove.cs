using Ecommerce.Moving;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure.Mongo;

namespace Ecommerce.ReviewService.Infrastructure.Moving;

/// <summary>Moves reviews from one store to the other.</summary>
internal static class ReviewMove
{
    // Rows come after the rows that they refer to.
    private static readonly IReadOnlyList<MovedTable> Tables =
    [
        new MovedTable<MovedProduct>("products", MovedRecordsJson.Default.MovedProduct, PostgresTables.Products, MongoTables.Products),
        new MovedTable<MovedDelivery>(
            "deliveries", MovedRecordsJson.Default.MovedDelivery, PostgresTables.Deliveries, MongoTables.Deliveries),
        new MovedTable<MovedErasure>("erased users", MovedRecordsJson.Default.MovedErasure, PostgresTables.Erasures, MongoTables.Erasures),
        new MovedTable<Rating>("ratings", MovedRecordsJson.Default.Rating, PostgresTables.Ratings, MongoTables.Ratings),
        new MovedTable<Review>("reviews", MovedRecordsJson.Default.Review, PostgresTables.Reviews, MongoTables.Reviews),
        new MovedTable<MovedVote>("votes", MovedRecordsJson.Default.MovedVote, PostgresTables.Votes, MongoTables.Votes),
        new MovedTable<Report>("reports", MovedRecordsJson.Default.Report, PostgresTables.Reports, MongoTables.Reports),
        new MovedTable<WordList>("filter words", MovedRecordsJson.Default.WordList, PostgresTables.Words, MongoTables.Words),
    ];

    public static MoveCommand Command => new(typeof(Program).Assembly, connectionString => new MongoReviews(connectionString), Tables);
}
