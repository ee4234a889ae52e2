namespace Ecommerce.CatalogService.Products;

/// <summary>A product as its owner sends it. <c>sku</c>, <c>price</c>, <c>sale</c> and <c>stock</c> stand for one variant without options.</summary>
internal sealed record ProductInput
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Brand { get; init; }
    public string? Category { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public bool? Published { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Attributes { get; init; }
    public IReadOnlyList<ImageInput>? Images { get; init; }
    public IReadOnlyList<VariantInput>? Variants { get; init; }
    public string? Sku { get; init; }
    public MoneyInput? Price { get; init; }
    public SaleInput? Sale { get; init; }
    public int? Stock { get; init; }
}

internal sealed record VariantInput
{
    public string? Sku { get; init; }
    public IReadOnlyDictionary<string, string?>? Options { get; init; }
    public MoneyInput? Price { get; init; }
    public SaleInput? Sale { get; init; }
    public int? Stock { get; init; }
}

internal sealed record MoneyInput
{
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
}

internal sealed record SaleInput
{
    public MoneyInput? Price { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
}

internal sealed record ImageInput
{
    public string? Url { get; init; }
    public string? Alt { get; init; }
}
