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
    public DateTime? FirstDay { get; set; } = DayOf(variant.Sale?.From);

    /// <summary>Inclusive, as people say it; null: until somebody ends it.</summary>
    public DateTime? LastDay { get; set; } = LastDayOf(variant.Sale);

    internal bool IsChanged => ToSale() != Variant.Sale;

    internal Sale? ToSale() => Price is not { } price
        ? null
        : new(
            Variant.RegularPrice with { Amount = price },
            // A time within a day, which the form does not show, stays where the day does.
            FirstDay == DayOf(Variant.Sale?.From) ? Variant.Sale?.From : FirstDay.Midnight(),
            LastDay == LastDayOf(Variant.Sale) ? Variant.Sale?.To : (LastDay?.AddDays(1)).Midnight());

    private static DateTime? DayOf(DateTimeOffset? time) => time?.UtcDateTime.Date;

    private static DateTime? LastDayOf(Sale? sale) => DayOf(sale?.To?.AddTicks(-1));
}
