using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Discounts;

/// <summary>What a code takes off: a part of the subtotal, or an amount.</summary>
/// <param name="Percent">More than 0, at most 100; null where there is an amount.</param>
/// <param name="Currency">That of the amount and of the smallest subtotal; null where there is neither, and any will do.</param>
/// <param name="Used">By orders that were not cancelled before they were paid.</param>
internal sealed record Discount(
    string Code, decimal? Percent, decimal? Amount, string? Currency, decimal? MinimumSubtotal,
    DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, int? UsageLimit, int? UsageLimitPerUser, int Used)
{
    /// <summary>Codes are written in any case and stored in capitals.</summary>
    public static string Normalise(string code) => code.Trim().ToUpperInvariant();
}

internal enum DiscountRefusal
{
    Unknown,
    Expired,
    UsedUp,
    NotApplicable,
}

/// <summary>What comes off, or why nothing does.</summary>
internal readonly record struct DiscountOutcome(decimal Amount, DiscountRefusal? Refusal);

internal static class DiscountRules
{
    /// <param name="usedByCaller">How often the caller has used it.</param>
    public static DiscountOutcome Apply(Discount? discount, int usedByCaller, Money subtotal, DateTimeOffset now) => discount switch
    {
        null => Refuse(DiscountRefusal.Unknown),
        _ when now < discount.ValidFrom => Refuse(DiscountRefusal.Unknown), // A code is not disclosed before it is valid.
        _ when now >= discount.ValidUntil => Refuse(DiscountRefusal.Expired),
        _ when discount.Used >= discount.UsageLimit || usedByCaller >= discount.UsageLimitPerUser => Refuse(DiscountRefusal.UsedUp),
        _ when !AppliesTo(discount, subtotal) => Refuse(DiscountRefusal.NotApplicable),
        _ => new(Reduction(discount, subtotal), null),
    };

    private static decimal Reduction(Discount discount, Money subtotal)
        => Math.Min(subtotal.Amount, discount.Amount ?? Rounding.Round(subtotal.Amount * (discount.Percent ?? 0) / 100, subtotal.Currency));

    private static bool AppliesTo(Discount discount, Money subtotal)
        => (discount.Currency ?? subtotal.Currency) == subtotal.Currency && !(subtotal.Amount < discount.MinimumSubtotal);

    private static DiscountOutcome Refuse(DiscountRefusal refusal) => new(0, refusal);
}
