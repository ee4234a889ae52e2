using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Infrastructure.Postgres;

/// <summary>The columns of reviews and their sort orders.</summary>
internal static class ReviewRow
{
    public const string Columns =
        "id, product_id, author_id, author_name, stars, title, text, state, reason, verified, helpful, unhelpful, reports, version, "
        + "written_at, changed_at";

    public const string Select = $"SELECT {Columns} FROM reviews";

    /// <summary>The order of a list, and the condition for rows after the cursor of <c>@Key</c> and <c>@Id</c>.</summary>
    public static (string Order, string AfterCursor) Order(ReviewSort sort) => sort switch
    {
        ReviewSort.Newest => ("id DESC", "id < @Id"),
        ReviewSort.Helpful => ("helpful DESC, id DESC", "(helpful, id) < (@Key, @Id)"),
        ReviewSort.Highest => ("stars DESC, id DESC", "(stars, id) < (@Key, @Id)"),
        ReviewSort.Lowest => ("stars, id", "(stars, id) > (@Key, @Id)"),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };
}
