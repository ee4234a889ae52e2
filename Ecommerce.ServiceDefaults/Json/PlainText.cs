using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.ServiceDefaults.Json;

/// <summary>Texts of well-formed Unicode without U+0000: others no database stores, and no caller means.</summary>
internal sealed class PlainText : JsonConverter<string>
{
    public const string ContainsNull = "The text contains U+0000.";
    public const string IsMalformed = "The text is not well-formed Unicode.";

    private const char Null = '\0';

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
            throw new JsonException();
        return Read(ref reader);
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        => writer.WritePropertyName(value);

    /// <summary>The text at which the reader stands.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            var text = reader.GetString()!;
            return text.Contains(Null, StringComparison.Ordinal) ? throw new JsonException(ContainsNull) : text;
        }
        catch (InvalidOperationException malformed)
        {
            throw new JsonException(IsMalformed, malformed);
        }
    }
}
