using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>What the columns of a table are, by their order.</summary>
public sealed partial class ColumnMapping
{
    public const string Ignored = "", Attribute = "attribute";

    /// <summary>Members of a product, and what other shops call them.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["sku"] = ["artikelnummer", "variant sku", "article number"],
        ["name"] = ["title", "titel", "produkt", "product"],
        ["description"] = ["beschreibung", "body (html)", "text"],
        ["brand"] = ["marke", "vendor", "hersteller"],
        ["category"] = ["kategorie", "type", "product category"],
        ["price"] = ["preis", "variant price"],
        ["currency"] = ["währung"],
        ["stock"] = ["bestand", "inventory", "quantity", "variant inventory qty"],
        ["tags"] = ["schlagwörter"],
        ["seoTitle"] = ["seo title", "seo-titel"],
        ["seoDescription"] = ["seo description", "seo-beschreibung"],
        ["published"] = ["veröffentlicht", "status"],
    };

    private readonly IReadOnlyList<string> titles;
    private readonly string[] members;

    public ColumnMapping(IReadOnlyList<string> titles)
    {
        this.titles = titles;
        members = [.. titles.Select(Guess)];
    }

    /// <summary>What a column can be.</summary>
    public static IReadOnlyList<string> Members { get; } = [Ignored, .. Known.Keys, Attribute];

    public IReadOnlyList<string> Titles => titles;

    /// <summary>Of prices without a column for it.</summary>
    public string Currency { get; set; } = "EUR";

    public string this[int column]
    {
        get => members[column];
        set => members[column] = value;
    }

    /// <summary>The short form of a product with one variant. What is no number stays a text: the API says so at its member.</summary>
    public string ToJson(IReadOnlyList<string> cells)
    {
        var product = new JsonObject();
        var currency = Currency.Trim().ToUpperInvariant();
        for (var column = 0; column < Math.Min(cells.Count, members.Length); column++)
        {
            var cell = cells[column].Trim();
            if (cell.Length == 0)
                continue;
            switch (members[column])
            {
                case Ignored:
                    break;
                case Attribute:
                    AttributesOf(product)[titles[column]] = new JsonArray(cell);
                    break;
                case "currency":
                    currency = cell.ToUpperInvariant();
                    break;
                case "price":
                    product["price"] = new JsonObject { ["amount"] = NumberOf(cell) };
                    break;
                case "stock":
                    product["stock"] = NumberOf(cell);
                    break;
                case "published":
                    product["published"] = TruthOf(cell);
                    break;
                case "tags":
                    product["tags"] = new JsonArray(
                        [.. cell.Split(';', StringSplitOptions.TrimEntries).Select(tag => JsonValue.Create(tag))]);
                    break;
                case var member:
                    product[member] = cell;
                    break;
            }
        }

        if (product["price"] is { } price)
            price["currency"] = currency;
        return product.ToJsonString();
    }

    private static JsonObject AttributesOf(JsonObject product)
    {
        if (product["attributes"] is not JsonObject attributes)
            product["attributes"] = attributes = [];
        return attributes;
    }

    /// <summary>With a point or a comma before the decimals. What could be thousands stays a text, which the API refuses.</summary>
    private static JsonValue NumberOf(string cell)
    {
        if (Thousands().IsMatch(cell))
            return JsonValue.Create(cell);
        var plain = cell.Contains('.', StringComparison.Ordinal) ? cell : cell.Replace(',', '.');
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(plain, Styles, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(cell);
    }

    private static JsonValue TruthOf(string cell) => cell.ToLowerInvariant() switch
    {
        "true" or "yes" or "ja" or "1" or "active" or "published" => JsonValue.Create(true),
        "false" or "no" or "nein" or "0" or "draft" or "archived" => JsonValue.Create(false),
        _ => JsonValue.Create(cell),
    };

    [GeneratedRegex(@"^[+-]?\d{1,3}([.,]\d{3})+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();

    private static string Guess(string title)
    {
        var plain = title.Trim();
        return Known.FirstOrDefault(
            member => member.Value.Prepend(member.Key).Contains(plain, StringComparer.OrdinalIgnoreCase)).Key ?? Ignored;
    }
}
