namespace Ecommerce.EndToEnd.Tests;

[Collection(nameof(Shop))]
public sealed class CleanStartTests(Shop shop)
{
    [Fact]
    public void A_clean_start_logs_no_error() => Assert.Empty(shop.ErrorsOfStart);
}
