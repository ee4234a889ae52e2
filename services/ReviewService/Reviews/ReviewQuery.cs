using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService.Reviews;

internal enum ReviewSort
{
    Newest,
    Helpful,
    Highest,
    Lowest,
}

/// <summary>Where a page ended: what its last review is sorted by, and its id.</summary>
internal sealed record ReviewCursor(ReviewSort Sort, int Key, Guid Id)
{
    public static ReviewCursor Of(ReviewSort sort, Review review) => new(
        sort, sort switch { ReviewSort.Newest => 0, ReviewSort.Helpful => review.Helpful, _ => review.Stars }, review.Id);

    public string Encode() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Sort}.{Key}.{Id:N}"));

    /// <summary>Null: the text is no cursor of this sort.</summary>
    public static ReviewCursor? Decode(string text, ReviewSort sort)
        => Base64Url.IsValid(text) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var of, var key, var id] && of == $"{sort}"
            && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && Guid.TryParseExact(id, "N", out var last)
            ? new ReviewCursor(sort, value, last)
            : null;
}

/// <summary>A page of a product's published reviews.</summary>
internal sealed record ReviewQuery(Guid ProductId, ReviewSort Sort, int? Stars, bool? Verified, ReviewCursor? After, int Limit)
{
    /// <summary>What a query string asks for, its parameters as they came.</summary>
    public static FieldErrors Parse(
        Guid product, string? sort, string? stars, string? verified, string? after, string? limit, out ReviewQuery query)
    {
        var errors = Paging.Check(limit, out var most);
        var order = ReviewSort.Newest;
        var count = 0;
        var bought = false;
        errors.Check("sort", sort is null || (Enum.TryParse(sort, ignoreCase: true, out order) && Enum.IsDefined(order) && !char.IsAsciiDigit(sort[0])), "must be newest, helpful, highest or lowest")
            .Check("stars", stars is null || (int.TryParse(stars, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= 5), "must be 1 to 5")
            .Check("verified", verified is null || bool.TryParse(verified, out bought), "must be true or false");
        var cursor = after is null ? null : ReviewCursor.Decode(after, order);
        errors.Check("after", after is null || cursor is not null, "must be the next of a page with the same sort");
        query = new(product, order, stars is null ? null : count, verified is null ? null : bought, cursor, most);
        return errors;
    }
}
