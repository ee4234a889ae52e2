using Ecommerce.OrderService.Domain.Discounts;

namespace Ecommerce.OrderService.Tests.Pricing;

public sealed class DiscountRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Discount Tenth = new("TENTH", 10m, null, null, null, null, null, null, null, 0);

    private static readonly Discount FiveEuros = new("FIVE", null, 5m, "EUR", 20m, Now, Now.AddDays(1), 3, 1, 2);

    [Fact]
    public void Percent_discount_is_rounded_to_the_decimals_of_the_currency()
    {
        Assert.Equal(4.00m, DiscountRules.Apply(Tenth, 0, new(39.98m, "EUR"), Now).Amount);
        Assert.Equal(101m, DiscountRules.Apply(Tenth, 0, new(1005m, "JPY"), Now).Amount);
    }

    [Fact]
    public void Amount_discount_is_capped_at_the_subtotal()
    {
        Assert.Equal(5m, DiscountRules.Apply(FiveEuros, 0, new(20m, "EUR"), Now).Amount);
        Assert.Equal(3m, DiscountRules.Apply(FiveEuros with { MinimumSubtotal = null }, 0, new(3m, "EUR"), Now).Amount);
    }

    [Fact]
    public void Discount_code_that_does_not_apply_is_refused_with_its_reason()
    {
        Assert.Equal(DiscountRefusal.Unknown, Refusal(null, Now));
        Assert.Equal(DiscountRefusal.Unknown, Refusal(FiveEuros, Now.AddTicks(-1)));
        Assert.Equal(DiscountRefusal.Expired, Refusal(FiveEuros, Now.AddDays(1)));
        Assert.Equal(DiscountRefusal.UsedUp, Refusal(FiveEuros with { Used = 3 }, Now));
        Assert.Equal(DiscountRefusal.UsedUp, Refusal(FiveEuros, Now, usedByCaller: 1));
        Assert.Equal(DiscountRefusal.NotApplicable, Refusal(FiveEuros, Now, subtotal: 19.99m));
        Assert.Equal(DiscountRefusal.NotApplicable, Refusal(FiveEuros, Now, currency: "USD"));
        Assert.Null(Refusal(FiveEuros, Now));
    }

    private static DiscountRefusal? Refusal(
        Discount? discount, DateTimeOffset now, int usedByCaller = 0, decimal subtotal = 20m, string currency = "EUR")
        => DiscountRules.Apply(discount, usedByCaller, new(subtotal, currency), now).Refusal;
}
