using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Tests;

public sealed class CardNumberTests
{
    [Theory]
    [InlineData("4242 4242 4242 4242", "visa")]
    [InlineData("5555-5555-5555-4444", "mastercard")]
    [InlineData("3782 822463 10005", "amex")]
    public void Number_with_valid_check_digit_is_valid(string typed, string brand)
    {
        var digits = CardNumber.Normalize(typed);

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
    public void Other_text_is_invalid(string number) => Assert.False(CardNumber.IsValid(number));
}
