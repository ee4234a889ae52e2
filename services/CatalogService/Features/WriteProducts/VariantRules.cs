using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

internal static class VariantRules
{
    private const int MaxOptions = 10;

    public static Variant Check(VariantInput input, string path, FieldErrors errors)
    {
        if (!Sku.IsSku(input.Sku))
        {
            errors.Add($"{path}sku", "must have 1 to 64 letters, digits, dots, underscores and hyphens, the first a letter or digit");
        }

        if (input.Stock is < 0 or > StockLevel.MaxChange)
        {
            errors.Add($"{path}stock", $"must be 0 to {StockLevel.MaxChange}");
        }

        var price = Price(input.Price, $"{path}price", errors);
        return new Variant(input.Sku ?? "", Options(input.Options, path, errors), price, Sale(input.Sale, price, $"{path}sale", errors));
    }

    public static void CheckSiblings(IReadOnlyList<Variant> variants, FieldErrors errors)
    {
        for (var i = 1; i < variants.Count; i++)
        {
            var earlier = variants.Take(i).ToList();
            if (earlier.Any(v => Sku.Spelling.Equals(v.Sku, variants[i].Sku)))
            {
                errors.Add($"variants[{i}].sku", "stands twice in this product");
            }
            else if (earlier.Any(v => SameOptions(v.Options, variants[i].Options)))
            {
                errors.Add($"variants[{i}].options", "must differ from those of the other variants");
            }

            if (variants[i].Price.Currency != variants[0].Price.Currency)
            {
                errors.Add($"variants[{i}].price.currency", "must be the same for all variants");
            }
        }
    }

    private static Sale? Sale(SaleInput? sale, Money regular, string path, FieldErrors errors)
    {
        if (sale is null)
        {
            return null;
        }

        var price = Price(sale.Price, $"{path}.price", errors);
        if (sale.Price is not null)
        {
            errors.Check($"{path}.price.currency", price.Currency == regular.Currency, "must be that of the regular price")
                .Check($"{path}.price.amount", price.Amount < regular.Amount, "must be less than the regular price");
        }

        errors.Check($"{path}.to", !(sale.To <= sale.From), "must be after the beginning of the sale");
        return new Sale(price, sale.From?.ToUniversalTime(), sale.To?.ToUniversalTime());
    }

    private static Money Price(MoneyInput? price, string path, FieldErrors errors)
    {
        if (price is null)
        {
            errors.Add(path, "is required");
            return default;
        }

        var decimals = 2;
        if (price.Currency is null || !Currencies.TryGetDecimals(price.Currency, out decimals))
        {
            errors.Add($"{path}.currency", "must be a currency code of ISO 4217, such as USD");
        }

        if (price.Amount is not (> 0 and <= Variant.MaxPrice))
        {
            errors.Add($"{path}.amount", $"must be more than 0 and at most {Variant.MaxPrice}");
            return default;
        }

        var amount = decimal.Round(price.Amount.Value, decimals, MidpointRounding.AwayFromZero);
        if (amount != price.Amount)
        {
            errors.Add($"{path}.amount", $"must have at most {decimals} decimals in this currency");
        }

        // 49.9 becomes 49.90: an amount is shown with all decimals of its currency.
        return new Money(Currencies.Round(amount, price.Currency ?? ""), price.Currency ?? "");
    }

    private static Dictionary<string, string> Options(IReadOnlyDictionary<string, string?>? options, string path, FieldErrors errors)
    {
        if (options?.Count > MaxOptions)
        {
            errors.Add($"{path}options", $"must have at most {MaxOptions} options");
            return [];
        }

        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in options ?? new Dictionary<string, string?>())
        {
            var key = TextFields.Required(name, $"{path}options", 50, errors);
            kept[key] = TextFields.Required(value, $"{path}options.{name}", 100, errors);
        }

        return kept;
    }

    private static bool SameOptions(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
        => one.Count == other.Count && one.All(o => other.TryGetValue(o.Key, out var value) && value == o.Value);
}
