using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Load.Shop;
using Ecommerce.Resilience.Clients;

namespace Ecommerce.Resilience.Scenario;

/// <summary>Shoppers who buy, some of whom press the button twice.</summary>
internal static class Checkouts
{
    public static Task BuyItemsAsync(Market market, Turn turn, Random random) => market.SendAsync(Checkout(market, random), turn);

    public static async Task BuyTheCartAsync(Market market, Turn turn, Random random)
    {
        var shopper = market.AnyShopper(random);
        await market.FillCartAsync(shopper.Id, shopper.Token, turn, random);
        var body = Body(random);
        // Nobody buys what they cannot see the price of.
        var quote = await market.Shop.SendAsync("quote", Requests.Request(HttpMethod.Post, "/orders/quote", shopper.Token, body));
        if (quote is not { IsOk: true }) return;
        body["expectedTotal"] = JsonNode.Parse(quote.Body)!["total"]!.DeepClone();
        body["paymentToken"] = shopper.AnyCard(random);
        await market.SendAsync(new Intent("checkout", shopper, "/orders", body), turn);
    }

    public static Task LeaveTheCartAsync(Market market, Turn turn, Random random)
    {
        var shopper = market.AnyShopper(random);
        return market.FillCartAsync(shopper.Id, shopper.Token, turn, random);
    }

    public static Task BuyTwiceAtOnceAsync(Market market, Turn turn, Random random)
    {
        var intent = Checkout(market, random);
        return Task.WhenAll(market.SendAsync(intent, turn), intent.SendAsync(market.Shop));
    }

    public static async Task BuyAndRepeatAsync(Market market, Turn turn, Random random)
    {
        var intent = Checkout(market, random);
        if (await market.SendAsync(intent, turn) is not { IsOk: true }) return;
        await intent.SendAsync(market.Shop);
        await intent.SendAnotherBodyAsync(market.Shop);
    }

    private static Intent Checkout(Market market, Random random)
    {
        var (shopper, basket) = (market.AnyShopper(random), market.AnyBasket(random));
        var body = Body(random);
        body["paymentToken"] = shopper.AnyCard(random);
        body["expectedTotal"] = PriceList.MostFor(basket);
        body["items"] = new JsonArray([.. basket.Select(item => new JsonObject { ["sku"] = item.Key, ["quantity"] = item.Value })]);
        return new Intent("checkout", shopper, "/orders", body) { Items = basket };
    }

    /// <summary>What a quote is about.</summary>
    private static JsonObject Body(Random random)
    {
        var body = new JsonObject { ["shippingAddress"] = Requests.Address };
        if (PriceList.AnyCode(random) is { } code) body["discountCode"] = code;
        return body;
    }
}
