using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.Web;

/// <summary>A cursor that is opaque to clients: where a page of a sorted list ended, as several texts in one.</summary>
public static class Cursor
{
    public static string Encode(params string[] parts)
        => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, CursorJson.Default.StringArray));

    /// <summary>Null when <paramref name="text"/> is no cursor. Its parts are the client's word: check them.</summary>
    public static string?[]? Decode(string text)
    {
        try
        {
            return Base64Url.IsValid(text)
                ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(text), CursorJson.Default.StringArray)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class CursorJson : JsonSerializerContext;
