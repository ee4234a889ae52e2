using Ecommerce.PaymentService.Provider;

namespace Ecommerce.PaymentService.Tests;

public sealed class CardNumberTests
{
    [Theory]
    [InlineData("4242 4242 4242 4242", "visa")]
    [InlineData("5555-5555-5555-4444", "mastercard")]
    [InlineData("3782 822463 10005", "amex")]
    public void A_number_with_a_right_check_digit_is_taken(string typed, string brand)
    {
        var digits = CardNumber.Normalise(typed);

        Assert.True(CardNumber.IsValid(digits));
        Assert.Equal(brand, CardNumber.Brand(digits));
    }

    [Theory]
    [InlineData("4242424242424241")]
    [InlineData("42424242424")]
    [InlineData("42424242424242424242424242424242")]
    [InlineData("4242x24242424242")]
    [InlineData("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢")]
    [InlineData("")]
    public void Anything_else_is_not(string number) => Assert.False(CardNumber.IsValid(number));
}
