using System.Text.Json.Nodes;
using Ecommerce.Checker;

namespace Ecommerce.Resilience.Scenario;

/// <summary>A product of the run.</summary>
internal sealed record Goods(string Sku, decimal Price, string Currency, int Stock)
{
    private const int Plenty = 100_000;
    private const int Few = 25;

    /// <summary>Some in plenty, some that will run out, some in another currency.</summary>
    public static IReadOnlyList<Goods> All { get; } =
    [
        .. Enumerable.Range(1, 8).Select(number => new Goods($"PLENTY-{number}", 4.99m + (1.37m * number), "USD", Plenty)),
        .. Enumerable.Range(1, 3).Select(number => new Goods($"SCARCE-{number}", 19.90m * number, "USD", Few)),
        .. Enumerable.Range(1, 2).Select(number => new Goods($"EURO-{number}", 7.77m * number, "EUR", Plenty)),
    ];

    /// <summary>As an import takes it.</summary>
    public JsonObject Line => new()
    {
        ["sku"] = Sku, ["name"] = $"Product {Sku}", ["description"] = "Sold while things break.", ["brand"] = "Testers",
        ["category"] = "Tests",
        ["price"] = new JsonObject { ["amount"] = Price, ["currency"] = Currency }, ["stock"] = Stock, ["tags"] = new JsonArray(),
    };
}

/// <summary>
/// What comes on top of the goods and what comes off: in euros nothing on top for shipping, so that a gift costs nothing at all.
/// </summary>
internal static class PriceList
{
    public static PriceRules Rules { get; } = new(
        TaxRate: 0.0825m,
        Shipping: new Dictionary<string, ShippingPrice> { ["USD"] = new(4.90m, FreeFrom: 60m) },
        Codes: [new("TEN", 10, null), new("FEW", 50, 8), new("GIFT", 100, null)]);

    /// <summary>The most that these pieces may cost: with shipping and tax, without a code.</summary>
    public static JsonObject MostFor(IReadOnlyDictionary<string, int> basket)
    {
        var lines = Goods.All.Where(goods => basket.ContainsKey(goods.Sku)).ToList();
        var currency = lines[0].Currency;
        var shipping = Rules.Shipping.TryGetValue(currency, out var rate) ? rate.Price : 0;
        var untaxed = lines.Sum(goods => goods.Price * basket[goods.Sku]) + shipping;
        return new() { ["amount"] = Math.Ceiling(untaxed * (1 + Rules.TaxRate)), ["currency"] = currency };
    }

    /// <summary>Most people have no code.</summary>
    public static string? AnyCode(Random random)
        => random.Next(5) == 0 ? Rules.Codes[random.Next(Rules.Codes.Count)].Code : null;
}
