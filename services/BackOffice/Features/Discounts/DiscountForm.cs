using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Money = Ecommerce.Contracts.Money;

namespace Ecommerce.BackOffice.Features.Discounts;

/// <summary>What somebody writes about a discount code.</summary>
/// <param name="known">Null for a new one.</param>
internal sealed class DiscountForm(DiscountCode? known)
{
    public const string ByPercent = "percent", ByAmount = "amount";

    public string Code { get; set; } = known?.Code ?? "";

    public string By { get; set; } = known?.Amount is null ? ByPercent : ByAmount;

    public decimal? Percent { get; set; } = known?.Percent;

    public decimal? Amount { get; set; } = known?.Amount?.Amount;

    public string Currency { get; set; } = (known?.Amount ?? known?.MinimumSubtotal)?.Currency ?? "";

    public decimal? Minimum { get; set; } = known?.MinimumSubtotal?.Amount;

    public DateTime? FirstDay { get; set; } = (known?.ValidFrom).Day();

    /// <summary>Inclusive, as people say it.</summary>
    public DateTime? LastDay { get; set; } = (known?.ValidUntil).LastDay();

    public int? UsageLimit { get; set; } = known?.UsageLimit;

    public int? UsageLimitPerUser { get; set; } = known?.UsageLimitPerUser;

    public bool NeedsCurrency => By == ByAmount || Minimum is not null;

    public bool IsReady => Code.OrNull() is not null && (By == ByPercent ? Percent : Amount) is not null
        && (!NeedsCurrency || Currency.OrNull() is not null);

    public DiscountTerms ToTerms() => new(
        known is null ? Code.Trim() : null,
        By == ByPercent ? Percent : null,
        By == ByAmount ? MoneyOf(Amount) : null,
        MoneyOf(Minimum),
        FirstDay.ToBeginning(known?.ValidFrom),
        LastDay.ToEnd(known?.ValidUntil),
        UsageLimit, UsageLimitPerUser);

    private Money? MoneyOf(decimal? amount) => amount is { } given ? new Money(given, Currency.Trim().ToUpperInvariant()) : null;
}
