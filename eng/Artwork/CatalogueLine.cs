using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ecommerce.Artwork;

/// <summary>A picture as the catalogue names it.</summary>
internal sealed record ImageEntry(string Url, string Alt);

/// <summary>A product of the demo catalogue: the line, and what a drawing has to do with it.</summary>
/// <param name="Text">Without images.</param>
/// <param name="Sku">The part that all variants share, in lower case: kit-001.</param>
/// <param name="Options">Every value of every option.</param>
internal sealed record CatalogueLine(string Text, string Name, string Sku, string Category, IReadOnlySet<string> Options)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The folder of its category's drawings: kitchen-dining.</summary>
    public string Folder => string.Join(
        '-', Category.ToLowerInvariant().Split([' ', '&', ','], StringSplitOptions.RemoveEmptyEntries));

    public string Drawing => $"{Folder}/{Sku}.svg";

    public static CatalogueLine Of(string text)
    {
        using var json = JsonDocument.Parse(text);
        var product = json.RootElement;
        var variants = product.TryGetProperty("variants", out var several) ? several.EnumerateArray().ToList() : [product];
        var sku = string.Join('-', variants[0].GetProperty("sku").GetString()!.Split('-').Take(2));
        var options = variants
            .Where(variant => variant.TryGetProperty("options", out _))
            .SelectMany(variant => variant.GetProperty("options").EnumerateObject())
            .Select(option => option.Value.GetString()!);

        return new CatalogueLine(
            WithoutImages(text), product.GetProperty("name").GetString()!, sku.ToLowerInvariant(),
            product.GetProperty("category").GetString()!, options.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The line with these images as its last member; everything else stays as it was.</summary>
    public string With(IReadOnlyList<ImageEntry> images)
    {
        if (images.Count == 0)
            return Text;

        var entries = images.Select(image => $"{{\"url\": {Quoted(image.Url)}, \"alt\": {Quoted(image.Alt)}}}");
        return $"{Text.TrimEnd()[..^1]}, \"images\": [{string.Join(", ", entries)}]}}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);

    private static string WithoutImages(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("images"))
                continue;

            var before = Encoding.UTF8.GetString(bytes[..(int)reader.TokenStartIndex]).TrimEnd(' ', ',');
            reader.Skip();
            var after = Encoding.UTF8.GetString(bytes[(int)reader.BytesConsumed..]);
            return before == "{" ? before + after.TrimStart(' ', ',') : before + after;
        }

        return text;
    }
}
