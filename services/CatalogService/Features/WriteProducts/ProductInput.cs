using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>
/// A product as staff send it. <c>sku</c>, <c>price</c>, <c>sale</c> and <c>stock</c> are the short form of one variant without options.
/// </summary>
internal record ProductInput
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Brand { get; init; }
    public string? Category { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    /// <summary>A new product is published where nothing is said.</summary>
    public virtual bool? Published { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Attributes { get; init; }
    public IReadOnlyList<ImageInput>? Images { get; init; }
    public string? SeoTitle { get; init; }
    public string? SeoDescription { get; init; }
    public IReadOnlyList<VariantInput>? Variants { get; init; }
    public string? Sku { get; init; }
    public MoneyInput? Price { get; init; }
    public SaleInput? Sale { get; init; }
    public int? Stock { get; init; }
}

/// <summary>
/// What replaces a product. It says whether the product is published: a draft is not to be published by leaving the member out.
/// </summary>
internal sealed record ProductReplacement : ProductInput
{
    [JsonRequired] public override bool? Published { get; init; }
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
