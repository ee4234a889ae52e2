using System.Text.Json.Nodes;
using Ecommerce.Load.Shop;
using Ecommerce.Shoppers.Watching;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>
/// Fills a cart, pays with one of the test cards, watches what becomes of the order, and now and then thinks better of it.
/// </summary>
internal sealed class Buying(
    ShopClient shop, Browsing browsing, Customers customers, Promises promises, ClerkNotes notes, OrderWatch orders)
{
    private const double PressesTwice = 0.1;
    private const double ThinksBetter = 0.08;

    public async Task<bool> FillTheCartAsync(Visit visit)
        => await WithCustomerAsync(visit, (customer, product) => PutAsync(visit, customer, product));

    public async Task<bool> BuyAsync(Visit visit)
        => await WithCustomerAsync(
            visit, async (customer, product) => await PutAsync(visit, customer, product) && await PayAsync(visit, customer));

    private async Task<bool> WithCustomerAsync(Visit visit, Func<Customer, JsonNode, Task<bool>> act)
    {
        if (await browsing.FindAsync(visit) is not { } product) return false;
        // Everybody is busy: then it was a look.
        if (await customers.TakeAsync() is not { } customer) return true;
        try
        {
            return await act(customer, product);
        }
        finally
        {
            customers.GiveBack(customer);
        }
    }

    /// <summary>A piece or two. What somebody else was faster to buy is no fault of the shop's.</summary>
    private async Task<bool> PutAsync(Visit visit, Customer customer, JsonNode product)
    {
        var variants = product["variants"]!.AsArray();
        var sku = (string)visit.Pick(variants)["sku"]!;
        var item = new JsonObject { ["sku"] = sku, ["quantity"] = visit.Random.Next(1, 3) };
        var answer = await shop.PostAsync("add to cart", "/carts/me/items", customer.Token, item);
        if (answer is { Status: 401 }
            && await customer.SignInAsync()) answer = await shop.PostAsync("add to cart", "/carts/me/items", customer.Token,
            item.DeepClone());
        if (answer is { Status: 409 }) notes.Fill(sku);
        return answer is { IsOk: true } or { Status: 409 };
    }

    private async Task<bool> PayAsync(Visit visit, Customer customer)
    {
        if (visit.IsOver || await customer.CardAsync(TestCards.Any(visit.Random)) is not { } card) return false;
        var checkout = new JsonObject { ["shippingAddress"] = Requests.Address };
        var quote = await shop.PostAsync("quote", "/orders/quote", customer.Token, checkout);
        // The cart had nothing in it: it was sold out.
        if (quote is not { IsOk: true }) return quote is { Status: 400 };
        (checkout["paymentToken"], checkout["expectedTotal"]) = (card, JsonNode.Parse(quote.Body)!["total"]!.DeepClone());
        var wish = new Wish("checkout", customer, "/orders", checkout);
        var answer = await promises.SettleAsync(wish, visit);
        // Another checkout or a new price came in between.
        if (answer is not { IsOk: true }) return answer.Status is 400 or 409;
        if (visit.Chance(PressesTwice)) await wish.SayAsync(shop);
        if (visit.Chance(ThinksBetter)) await promises.SettleAsync(new("cancel", customer, $"/orders/{wish.Order}/cancel", [], wish.Order),
            visit);
        await orders.FollowAsync(wish.Order!.Value, customer, visit);
        return true;
    }
}
