using Ecommerce.Contracts;

namespace Ecommerce.Storefront.Tests;

public sealed class OrderNumberTests
{
    /// <summary>Numbers written out by hand: the last 40 bits, five at a time.</summary>
    [Theory]
    [InlineData("0190a5a0-0000-7000-8000-000000000000", "0000-0000")]
    [InlineData("0190a5a0-0000-7000-8000-00000000001f", "0000-000Z")]
    [InlineData("0190a5a0-0000-7000-8000-000000000020", "0000-0010")]
    [InlineData("0190a5a0-0000-7000-8000-00ffffffffff", "ZZZZ-ZZZZ")]
    [InlineData("0190a5a0-0000-7000-bfff-ff0000000001", "0000-0001")]
    [InlineData("0190a5a0-0000-7000-8000-0008ca429ab6", "1354-56NP")]
    public void Number_is_the_end_of_the_id_in_letters_that_are_not_mistaken(string id, string number)
        => Assert.Equal(number, OrderNumber.Of(Guid.Parse(id)));

    [Theory]
    [InlineData("1354-56NP", "08ca429ab6")]
    [InlineData("135456np", "08ca429ab6")]
    [InlineData("ZZZZ-ZZZZ", "ffffffffff")]
    [InlineData("O0oo-0oLi", "0000000021")]
    [InlineData("1354-56N", null)]
    [InlineData("1354-56NU", null)]
    public void Typed_number_tells_the_end_of_the_id(string number, string? ending)
        => Assert.Equal(ending, OrderNumber.IdEnding(number));
}
