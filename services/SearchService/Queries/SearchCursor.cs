using System.Buffers.Text;
using System.Text.Json;

namespace Ecommerce.SearchService.Queries;

/// <summary>Where a page ended: the sort key of its last product, and its id. Opaque to the client.</summary>
internal sealed record SearchCursor(SearchSort Sort, string Key, Guid Id)
{
    public string Encode()
        => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes([$"{Sort}", Key, $"{Id}"], SearchJson.Default.StringArray));

    /// <summary>Null when <paramref name="text"/> is no cursor of this <paramref name="sort"/>.</summary>
    public static SearchCursor? Decode(string text, SearchSort sort)
        => Parts(text) is [var name, { Length: > 0 and < 40 } key, var id] && name == $"{sort}" && Guid.TryParseExact(id, "D", out var parsed)
            && double.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(sort, key, parsed)
            : null;

    private static string?[]? Parts(string text)
    {
        try
        {
            return Base64Url.IsValid(text) ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), SearchJson.Default.StringArray) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
