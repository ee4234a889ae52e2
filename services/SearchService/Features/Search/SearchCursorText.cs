using System.Globalization;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.Web;

namespace Ecommerce.SearchService.Features.Search;

/// <summary>A cursor as an opaque text for clients.</summary>
internal static class SearchCursorText
{
    private const int MaxKeyLength = 39;

    public static string Encode(SearchCursor cursor) => Cursor.Encode($"{cursor.Sort}", cursor.Key, $"{cursor.Id}");

    /// <summary>Null when <paramref name="text"/> is no cursor of this <paramref name="sort"/>.</summary>
    public static SearchCursor? Decode(string text, SearchSort sort)
    {
        if (Cursor.Decode(text) is not [var sortName, { Length: > 0 and <= MaxKeyLength } key, var idText] || sortName != $"{sort}")
            return null;
        if (!Guid.TryParseExact(idText, "D", out var id))
            return null;
        return double.TryParse(key, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? new(sort, key, id) : null;
    }
}
