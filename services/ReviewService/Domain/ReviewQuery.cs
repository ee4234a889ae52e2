using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Ecommerce.ReviewService.Domain;

internal enum ReviewSort
{
    Newest,
    Helpful,
    Highest,
    Lowest,
}

/// <summary>A page of a product's published reviews.</summary>
internal sealed record ReviewQuery(Guid ProductId, ReviewSort Sort, int? Stars, bool? Verified, ReviewCursor? After, int Limit);

/// <summary>Where a page ended: the sort key of its last review, and its id.</summary>
internal sealed record ReviewCursor(ReviewSort Sort, int Key, Guid Id)
{
    public static ReviewCursor Of(ReviewSort sort, Review review) => new(sort, KeyOf(sort, review), review.Id);

    public string Encode() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{Sort}.{Key}.{Id:N}"));

    /// <summary>Null when the text is no cursor of this sort.</summary>
    public static ReviewCursor? Decode(string text, ReviewSort sort)
    {
        if (!Base64Url.IsValid(text))
            return null;
        if (Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is not [var sortName, var keyText, var idText])
            return null;
        if (sortName != $"{sort}" || !int.TryParse(keyText, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            return null;
        return Guid.TryParseExact(idText, "N", out var id) ? new(sort, key, id) : null;
    }

    private static int KeyOf(ReviewSort sort, Review review) => sort switch
    {
        ReviewSort.Newest => 0,
        ReviewSort.Helpful => review.Helpful,
        _ => review.Stars,
    };
}
