using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Products;

internal static class VariantRules
{
    public const int MaxStock = 1_000_000;
    private const decimal MaxPrice = 10_000_000m;
    private const int MaxOptions = 10;

    public static Variant Check(VariantInput input, string path, FieldErrors wrong)
    {
        if (!TextRules.IsSku(input.Sku))
        {
            wrong.Add($"{path}sku", "must have 1 to 64 letters, digits, dots, underscores and hyphens, the first a letter or digit");
        }

        if (input.Stock is < 0 or > MaxStock)
        {
            wrong.Add($"{path}stock", $"must be 0 to {MaxStock}");
        }

        var price = Price(input.Price, $"{path}price", wrong);
        return new Variant(input.Sku ?? "", Options(input.Options, path, wrong), price, Sale(input.Sale, price, $"{path}sale", wrong));
    }

    public static void CheckSiblings(IReadOnlyList<Variant> variants, FieldErrors wrong)
    {
        for (var i = 1; i < variants.Count; i++)
        {
            var earlier = variants.Take(i).ToList();
            if (earlier.Any(v => v.Sku == variants[i].Sku))
            {
                wrong.Add($"variants[{i}].sku", "stands twice in this product");
            }
            else if (earlier.Any(v => SameOptions(v.Options, variants[i].Options)))
            {
                wrong.Add($"variants[{i}].options", "must differ from those of the other variants");
            }

            if (variants[i].Price.Currency != variants[0].Price.Currency)
            {
                wrong.Add($"variants[{i}].price.currency", "must be the same for all variants");
            }
        }
    }

    private static Sale? Sale(SaleInput? sale, Money regular, string path, FieldErrors wrong)
    {
        if (sale is null)
        {
            return null;
        }

        var price = Price(sale.Price, $"{path}.price", wrong);
        if (sale.Price is not null)
        {
            wrong.Check($"{path}.price.currency", price.Currency == regular.Currency, "must be that of the regular price")
                .Check($"{path}.price.amount", price.Amount < regular.Amount, "must be less than the regular price");
        }

        wrong.Check($"{path}.to", !(sale.To <= sale.From), "must be after the beginning of the sale");
        return new Sale(price, sale.From?.ToUniversalTime(), sale.To?.ToUniversalTime());
    }

    private static Money Price(MoneyInput? price, string path, FieldErrors wrong)
    {
        if (price is null)
        {
            wrong.Add(path, "is required");
            return default;
        }

        var decimals = 2;
        if (price.Currency is null || !Currencies.TryGetDecimals(price.Currency, out decimals))
        {
            wrong.Add($"{path}.currency", "must be a currency code of ISO 4217, such as USD");
        }

        if (price.Amount is not (> 0 and <= MaxPrice))
        {
            wrong.Add($"{path}.amount", $"must be more than 0 and at most {MaxPrice}");
            return default;
        }

        var amount = decimal.Round(price.Amount.Value, decimals);
        if (amount != price.Amount)
        {
            wrong.Add($"{path}.amount", $"must have at most {decimals} decimals in this currency");
        }

        // 49.9 becomes 49.90: an amount is shown with all decimals of its currency.
        return new Money(decimal.Round(amount + new decimal(0, 0, 0, false, (byte)decimals), decimals), price.Currency ?? "");
    }

    private static Dictionary<string, string> Options(IReadOnlyDictionary<string, string?>? options, string path, FieldErrors wrong)
    {
        if (options?.Count > MaxOptions)
        {
            wrong.Add($"{path}options", $"must have at most {MaxOptions} options");
            return [];
        }

        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in options ?? new Dictionary<string, string?>())
        {
            kept[TextRules.Required(name, $"{path}options", 50, wrong)] = TextRules.Required(value, $"{path}options.{name}", 100, wrong);
        }

        return kept;
    }

    private static bool SameOptions(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
        => one.Count == other.Count && one.All(o => other.TryGetValue(o.Key, out var value) && value == o.Value);
}
