using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Products;

/// <summary>What somebody writes about the sale of a variant.</summary>
public sealed class SaleForm(ProductVariant variant)
{
    public ProductVariant Variant { get; } = variant;

    /// <summary>Null: no sale.</summary>
    public decimal? Price { get; set; } = variant.Sale?.Price.Amount;

    /// <summary>Null: at once.</summary>
    public DateTime? FirstDay { get; set; } = (variant.Sale?.From).Day();

    /// <summary>Inclusive, as people say it; null: until somebody ends it.</summary>
    public DateTime? LastDay { get; set; } = (variant.Sale?.To).LastDay();

    internal bool IsChanged => ToSale() != Variant.Sale;

    internal Sale? ToSale() => Price is not { } price
        ? null
        : new(Variant.RegularPrice with { Amount = price }, FirstDay.ToBeginning(Variant.Sale?.From), LastDay.ToEnd(Variant.Sale?.To));
}
