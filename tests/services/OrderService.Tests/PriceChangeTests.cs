using System.Text.Json.Nodes;

namespace Ecommerce.OrderService.Tests;

[Collection(OrderShopCollection.Name)]
public sealed class PriceChangeTests(OrderShop shop)
{
    [Fact]
    public async Task Price_that_rises_after_the_quote_is_not_charged_until_the_shopper_agrees_to_it()
    {
        var (shopper, key, sku) = (shop.Shopper(), Shopper.NewKey(), NewSku());
        var body = Shopper.Checkout((sku, 2));
        body["expectedTotal"] = (await shopper.QuoteAsync(body)).Body!["total"]!.DeepClone();
        shop.Neighbours.Prices[sku] = 1000;

        var refused = await shopper.PostAsync("/orders", body.DeepClone(), key);

        Assert.Equal((409, "urn:ecommerce:problem:price-changed"), (refused.Status, refused.Type));
        Assert.Equal("It is 2000.00 EUR now, not 39.98 EUR.", (string)refused.Body!["detail"]!);
        var quote = await shopper.QuoteAsync(body);
        Assert.True(JsonNode.DeepEquals(quote.Body, refused.Body["quote"]), $"{quote.Text}\n{refused.Text}");
        Assert.Equal(0L, await OrdersAsync(shopper));

        body["expectedTotal"] = refused.Body["quote"]!["total"]!.DeepClone();
        Assert.Equal((202, 2000m), Outcome(await shopper.PostAsync("/orders", body, key)));
    }

    [Fact]
    public async Task Price_that_falls_after_the_quote_is_taken_as_it_is()
    {
        var (shopper, sku) = (shop.Shopper(), NewSku());
        var body = Shopper.Checkout((sku, 1));
        body["expectedTotal"] = Shopper.Euros(19.99m);
        shop.Neighbours.Prices[sku] = 15;

        Assert.Equal((202, 15m), Outcome(await shopper.PostAsync("/orders", body, Shopper.NewKey())));
    }

    [Fact]
    public async Task Total_in_another_currency_than_expected_is_not_charged()
    {
        var (shopper, body) = (shop.Shopper(), Shopper.Checkout(("USD-1", 1)));

        var refused = await shopper.PostAsync("/orders", body, Shopper.NewKey());

        Assert.Equal((409, "urn:ecommerce:problem:price-changed"), (refused.Status, refused.Type));
        Assert.Equal("USD", (string)refused.Body!["quote"]!["total"]!["currency"]!);
        Assert.Equal(0L, await OrdersAsync(shopper));
    }

    [Fact]
    public async Task Refused_checkout_does_not_use_its_discount_code()
    {
        var (clerk, code, sku) = (shop.Shopper(null, "orders:write"), $"C{Guid.CreateVersion7():N}".ToUpperInvariant(), NewSku());
        var discount = new JsonObject
        {
            ["code"] = code, ["percent"] = 10, ["minimumSubtotal"] = null, ["validFrom"] = null, ["validUntil"] = null, ["usageLimit"] = 1,
            ["usageLimitPerUser"] = null,
        };
        Assert.Equal(201, (await clerk.PostAsync("/orders/discounts", discount, null)).Status);
        var (shopper, body) = (shop.Shopper(), Shopper.Checkout((sku, 1)));
        (body["discountCode"], body["expectedTotal"]) = (code, Shopper.Euros(17));

        Assert.Equal(409, (await shopper.PostAsync("/orders", body.DeepClone(), Shopper.NewKey())).Status);
        Assert.Equal(0, (int)(await clerk.GetAsync($"/orders/discounts/{code}")).Body!["used"]!);

        body["expectedTotal"] = Shopper.Euros(17.99m);
        Assert.Equal((202, 17.99m), Outcome(await shopper.PostAsync("/orders", body, Shopper.NewKey())));
    }

    private static string NewSku() => $"PRICED-{Guid.CreateVersion7():N}";

    private static (int Status, decimal Total) Outcome(Answer answer) => (answer.Status, answer.Status == 202 ? answer.Amount("total") : 0);

    private Task<long> OrdersAsync(Shopper shopper)
        => shop.ScalarAsync<long>("SELECT count(*) FROM orders WHERE user_id = @user", ("user", shopper.User));
}
