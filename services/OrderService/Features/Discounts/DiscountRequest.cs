using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Discounts;

/// <summary>
/// What the back office writes; the code is in the body of a new one, else in the path. Each limit is said, null for none: a code without
/// limits is not made, nor a limit lifted, by leaving a member out.
/// </summary>
internal sealed record DiscountRequest(
    string? Code, decimal? Percent, Money? Amount, [property: JsonRequired] Money? MinimumSubtotal,
    [property: JsonRequired] DateTimeOffset? ValidFrom, [property: JsonRequired] DateTimeOffset? ValidUntil,
    [property: JsonRequired] int? UsageLimit, [property: JsonRequired] int? UsageLimitPerUser)
{
    private const int MinCodeLength = 3;
    private const int MaxCodeLength = 40;

    // The largest notes of some currencies have six digits.
    private const decimal MaxAmount = 1_000_000_000_000;

    public void Check(FieldErrors errors)
    {
        errors.Check("percent", Percent is null or (> 0 and <= 100), "must be more than 0 and at most 100")
            .Check("percent", Percent is null != Amount is null, "exactly one of percent or amount is required")
            .Check("validUntil", ValidUntil is null || ValidFrom is null || ValidUntil > ValidFrom, "must be after validFrom")
            .Check("usageLimit", UsageLimit is null or > 0, "must be more than 0")
            .Check("usageLimitPerUser", UsageLimitPerUser is null or > 0, "must be more than 0")
            .Check("minimumSubtotal.currency", HasOneCurrency(), "must be the currency of the amount");
        CheckMoney("amount", Amount, errors);
        CheckMoney("minimumSubtotal", MinimumSubtotal, errors);
    }

    public static void CheckCode(string? code, FieldErrors errors) => errors.Check(
        "code",
        code is not null && IsCode(Discount.Normalise(code)),
        $"must have {MinCodeLength} to {MaxCodeLength} letters, digits, hyphens and underscores");

    /// <summary>Only after both checks found nothing.</summary>
    public Discount ToDiscount(string code) => new(
        Discount.Normalise(code), Percent, Amount?.Amount, Amount?.Currency ?? MinimumSubtotal?.Currency, MinimumSubtotal?.Amount,
        ValidFrom?.ToUniversalTime(), ValidUntil?.ToUniversalTime(), UsageLimit, UsageLimitPerUser, Used: 0);

    private bool HasOneCurrency()
        => MinimumSubtotal is null || Amount is null || MinimumSubtotal.Value.Currency == Amount.Value.Currency;

    private static void CheckMoney(string path, Money? money, FieldErrors errors)
    {
        if (money is not { } given)
            return;
        var hasItsDecimals = Rounding.HasDecimalsOf(given.Amount, given.Currency);
        errors
            .Check($"{path}.currency", Currencies.TryGetDecimals(given.Currency, out _), "must be a currency code of ISO 4217, such as EUR")
            .Check($"{path}.amount", given.Amount is > 0 and <= MaxAmount, $"must be more than 0 and at most {MaxAmount}")
            .Check($"{path}.amount", hasItsDecimals, "must have no more decimals than its currency has");
    }

    private static bool IsCode(string code) => code.Length is >= MinCodeLength and <= MaxCodeLength && code.All(IsAllowed);

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}

internal sealed record DiscountResponse(
    string Code, decimal? Percent, Money? Amount, Money? MinimumSubtotal,
    DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, int? UsageLimit, int? UsageLimitPerUser, int Used)
{
    public static DiscountResponse From(Discount discount) => new(
        discount.Code, discount.Percent, Of(discount.Amount, discount.Currency), Of(discount.MinimumSubtotal, discount.Currency),
        discount.ValidFrom, discount.ValidUntil, discount.UsageLimit, discount.UsageLimitPerUser, discount.Used);

    private static Money? Of(decimal? amount, string? currency) => amount is null ? null : new Money(amount.Value, currency ?? "");
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record DiscountPage(IReadOnlyList<DiscountResponse> Items, string? Next);
