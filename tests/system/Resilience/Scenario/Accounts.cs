using System.Text.Json.Nodes;
using Ecommerce.Load;
using Ecommerce.Load.Shop;
using Ecommerce.Resilience.Clients;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Resilience.Scenario;

/// <summary>Someone who opens an account, leaves a card and a cart there and thinks better of it: all of it is to be forgotten.</summary>
internal static class Accounts
{
    public static async Task ComeAndGoAsync(Market market, Turn turn, Random random)
    {
        var (shop, email, password) = (market.Shop, $"passer-by-{Guid.CreateVersion7():n}@example.com", Shopper.Password);
        var person = new JsonObject { ["email"] = email, ["password"] = password, ["name"] = "A Passer-by" };
        if (await shop.SendAsync("register", Request(HttpMethod.Post, "/users", null, person), turn) is not { IsOk: true } account) return;
        var credentials = new JsonObject { ["email"] = email, ["password"] = password };
        if (await shop.SendAsync(
            "login", Request(HttpMethod.Post, "/users/login", null, credentials), turn) is not { IsOk: true } session) return;

        var id = (Guid)JsonNode.Parse(account.Body)!["id"]!;
        var token = (string)JsonNode.Parse(session.Body)!["accessToken"]!;
        await shop.SendAsync(
            "add card", Request(HttpMethod.Post, "/payments/methods", token, TestCards.Card(TestCards.Numbers.First())), turn);
        // What comes into the cart after its owner has left would be nobody's.
        if (!await market.FillCartAsync(id, token, turn, random)) return;
        var leave = Request(HttpMethod.Delete, "/users/me", token, new JsonObject { ["password"] = password });
        if (await shop.SendAsync("leave", leave, turn) is { IsOk: true }) market.Erased.Enqueue(id);
    }
}
