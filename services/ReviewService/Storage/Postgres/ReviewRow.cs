using Ecommerce.ReviewService.Reviews;

namespace Ecommerce.ReviewService.Storage.Postgres;

/// <summary>The columns of a review, and what is read of them.</summary>
internal static class ReviewRow
{
    public const string Columns =
        "id, product_id, author_id, author_name, stars, title, text, state, reason, verified, helpful, unhelpful, reports, version, written_at, changed_at";

    public const string Select = $"SELECT {Columns} FROM reviews";

    /// <summary>The order of a list, and what comes behind the cursor in it: @Key and @Id.</summary>
    public static (string Order, string Behind) Order(ReviewSort sort) => sort switch
    {
        ReviewSort.Newest => ("id DESC", "id < @Id"),
        ReviewSort.Helpful => ("helpful DESC, id DESC", "(helpful, id) < (@Key, @Id)"),
        ReviewSort.Highest => ("stars DESC, id DESC", "(stars, id) < (@Key, @Id)"),
        ReviewSort.Lowest => ("stars, id", "(stars, id) > (@Key, @Id)"),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };
}
