using System.ComponentModel.DataAnnotations;

namespace Ecommerce.OrderService.Domain.Pricing;

/// <summary>What comes on top of an order's lines. Without rules nothing does.</summary>
internal sealed class PricingOptions : IValidatableObject
{
    /// <summary>The rule for every country that has none of its own.</summary>
    public const string Default = "Default";

    /// <summary>Whether the catalogue's prices and the shipping rates contain the tax already.</summary>
    public bool TaxIncluded { get; set; }

    /// <summary>Whether shipping is taxed, at the country's rate.</summary>
    public bool TaxShipping { get; set; } = true;

    /// <summary>
    /// The rates of the method <see cref="ShippingMethod.Standard"/>, by country, then by currency. A currency without a rule in either
    /// ships free.
    /// </summary>
    public Dictionary<string, Dictionary<string, ShippingRate>> Shipping { get; } = [];

    /// <summary>By id. Under <see cref="ShippingMethod.Standard"/> that one is described; its rates are <see cref="Shipping"/>.</summary>
    public Dictionary<string, ShippingMethodOptions> Methods { get; } = [];

    /// <summary>By country.</summary>
    public Dictionary<string, TaxRate> Taxes { get; } = [];

    public decimal TaxIn(string country, string? category)
    {
        if (!Taxes.TryGetValue(country, out var tax) && !Taxes.TryGetValue(Default, out tax))
            return 0;
        return category is not null && tax.Categories.TryGetValue(category, out var rate) ? rate : tax.Rate;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PricingValidation.Check(this);
}

/// <summary>A way to ship as it is configured. Where it has no rate it is not available.</summary>
internal sealed class ShippingMethodOptions
{
    /// <summary>As shoppers read it.</summary>
    public string? Name { get; set; }

    /// <summary>A sentence for shoppers.</summary>
    public string? Description { get; set; }

    /// <summary>Name and description in other languages, by their tags: <c>de</c>.</summary>
    public Dictionary<string, ShippingMethodText> Translations { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Working days until the order is there, at least.</summary>
    public int? MinDays { get; set; }

    /// <summary>The same at most.</summary>
    public int? MaxDays { get; set; }

    /// <summary>Whether street, city and postal code are needed; without them an order has the shopper's name and country.</summary>
    public bool NeedsAddress { get; set; } = true;

    /// <summary>By country, then by currency.</summary>
    public Dictionary<string, Dictionary<string, ShippingRate>> Rates { get; } = [];
}

/// <summary>What shoppers of a language read of a method; null: the same as the others.</summary>
internal sealed class ShippingMethodText
{
    public string? Name { get; set; }

    public string? Description { get; set; }
}

internal sealed class ShippingRate
{
    public static readonly ShippingRate Free = new();

    /// <summary>For the whole order, in the rule's currency.</summary>
    public decimal Price { get; set; }

    /// <summary>Goods of this much after the discount ship free.</summary>
    public decimal? FreeFrom { get; set; }

    public decimal For(decimal goods) => goods >= FreeFrom ? 0 : Price;
}

internal sealed class TaxRate
{
    /// <summary>A fraction: 0.19 is 19 %.</summary>
    public decimal Rate { get; set; }

    /// <summary>Other rates, by the catalogue's category.</summary>
    public Dictionary<string, decimal> Categories { get; } = new(StringComparer.OrdinalIgnoreCase);
}
