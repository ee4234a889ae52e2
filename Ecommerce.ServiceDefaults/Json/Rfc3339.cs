using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Ecommerce.ServiceDefaults.Json;

/// <summary>Times as RFC 3339 writes them, with an offset: without one, the machine's own time zone would be assumed.</summary>
public static partial class Rfc3339
{
    /// <summary>What a time of a request must be, for messages.</summary>
    public const string Description = "a time (RFC 3339) of 2000 to 2199";

    // The ends of what can be written are no times that a caller means: databases take them for infinity, and sums overflow.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// False for everything else that could be read as a time, such as <c>12:00</c>, <c>1.5</c> or <c>Nov 28</c>, and for times before 2000
    /// or after 2199.
    /// </summary>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is not null
            && Form().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            && time >= First
            && time < End;
    }

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})\z",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}

/// <summary>Times in bodies.</summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType is JsonTokenType.String && Rfc3339.TryParse(PlainText.Read(ref reader), out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        => writer.WriteStringValue(value);
}
