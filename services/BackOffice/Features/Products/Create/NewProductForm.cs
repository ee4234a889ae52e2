using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Money = Ecommerce.Contracts.Money;

namespace Ecommerce.BackOffice.Features.Products.Create;

/// <summary>What somebody writes about a new product: its options make its variants.</summary>
public sealed class NewProductForm
{
    // As many as a person can fill in.
    private const int MaxVariants = 100;

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Brand { get; set; } = "";

    public string Category { get; set; } = "";

    public bool Published { get; set; }

    public string Currency { get; set; } = "EUR";

    public SearchEngineForm SearchEngines { get; } = new();

    public List<OptionForm> Options { get; } = [];

    /// <summary>One without a choice, until options are applied.</summary>
    public IReadOnlyList<VariantForm> Variants { get; private set; } = [new(new Dictionary<string, string>())];

    public bool IsReady => Name.OrNull() is not null && Category.OrNull() is not null && Currency.OrNull() is not null
        && Variants.All(variant => variant.Sku.OrNull() is not null && variant.Price is not null);

    /// <summary>A variant of each combination; what was entered for one that stays is kept.</summary>
    /// <returns>False where these are too many.</returns>
    public bool TryApplyOptions()
    {
        IEnumerable<IReadOnlyDictionary<string, string>> combinations = [new Dictionary<string, string>()];
        foreach (var option in Options.Where(option => option.Name.OrNull() is not null && option.Values.Count > 0))
            combinations = combinations.SelectMany(
                _ => option.Values, (before, value) => new Dictionary<string, string>(before) { [option.Name.Trim()] = value });
        var all = combinations.Take(MaxVariants + 1).ToList();
        if (all.Count > MaxVariants)
            return false;
        Variants = [.. all.Select(VariantOf)];
        return true;
    }

    public NewProduct ToProduct() => new(
        Name.Trim(), Description.Trim(), Brand.Trim(), Category, Published,
        [.. Variants.Select(variant => new NewVariant(
            variant.Sku.Trim(), variant.Options, new Money(variant.Price ?? 0, Currency.Trim().ToUpperInvariant()), variant.Stock))],
        SearchEngines.Title.OrNull(), SearchEngines.Description.OrNull());

    private VariantForm VariantOf(IReadOnlyDictionary<string, string> options)
    {
        if (Variants.FirstOrDefault(variant => variant.Choice == VariantForm.ChoiceOf(options)) is { } known)
            return known;
        // What the first one costs, all of them probably cost.
        var first = Variants[0];
        return new(options) { Sku = SkuOf(first, options), Price = first.Price, Stock = first.Stock };
    }

    /// <summary>A proposal, such as <c>TENT-RED-M</c>.</summary>
    private static string SkuOf(VariantForm first, IReadOnlyDictionary<string, string> options)
    {
        var stem = first.Options.Count == 0 ? first.Sku.Trim() : first.Stem;
        return stem.Length == 0 ? "" : string.Join('-', options.Values.Select(Part).Prepend(stem));
    }

    internal static string Part(string value) => new([.. value.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}

/// <summary>What can be chosen, such as a size.</summary>
public sealed class OptionForm
{
    public string Name { get; set; } = "";

    /// <summary>Separated by commas.</summary>
    public string Text { get; set; } = "";

    public IReadOnlyList<string> Values =>
        [.. Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}

public sealed class VariantForm(IReadOnlyDictionary<string, string> options)
{
    public IReadOnlyDictionary<string, string> Options => options;

    public string Choice => ChoiceOf(options);

    public string Sku { get; set; } = "";

    public decimal? Price { get; set; }

    public int Stock { get; set; }

    /// <summary>The SKU without what was proposed for its options.</summary>
    internal string Stem
    {
        get
        {
            var end = string.Concat(options.Values.Select(value => $"-{NewProductForm.Part(value)}"));
            return Sku.EndsWith(end, StringComparison.Ordinal) ? Sku[..^end.Length] : Sku;
        }
    }

    internal static string ChoiceOf(IReadOnlyDictionary<string, string> options) => string.Join(", ", options.Values);
}
