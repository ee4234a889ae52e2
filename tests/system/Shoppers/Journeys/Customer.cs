using System.Text.Json.Nodes;
using Ecommerce.Load.Shop;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>Somebody with an account, who does one thing at a time.</summary>
internal sealed class Customer(ShopClient shop, string email, string password)
{
    private const int Unauthorized = 401;

    private readonly Dictionary<string, string> cards = [];

    public Guid Id { get; private set; }

    /// <summary>The access token; empty before the first sign-in.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The account is not there any more: the shop's data were reset.</summary>
    public bool IsUnknown { get; private set; }

    public bool IsSignedIn => Token.Length > 0 && !IsUnknown;

    /// <summary>Opens the account where it is not there yet.</summary>
    public async Task<bool> RegisterAsync()
    {
        var person = new JsonObject { ["email"] = email, ["password"] = password, ["name"] = "A Shopper" };
        // 409: an answer was lost on the way.
        return await shop.PostAsync("register", "/users", null, person) is { } answer && (answer.IsOk || answer.Status == 409)
            && await SignInAsync();
    }

    public async Task<bool> SignInAsync()
    {
        var credentials = new JsonObject { ["email"] = email, ["password"] = password };
        var session = await shop.PostAsync("login", "/users/login", null, credentials);
        IsUnknown = session is { Status: Unauthorized };
        if (session is not { IsOk: true }) return false;
        var token = (string)JsonNode.Parse(session.Body)!["accessToken"]!;
        if (await shop.GetAsync("account", "/users/me", token) is not { IsOk: true } me) return false;
        Id = (Guid)JsonNode.Parse(me.Body)!["id"]!;
        Token = token;
        return true;
    }

    /// <summary>The token of a test card, kept with the account at its first use.</summary>
    /// <returns>Null: it could not be had.</returns>
    public async Task<string?> CardAsync(string number)
    {
        if (cards.TryGetValue(number, out var known)) return known;
        if (await shop.PostAsync("add card", "/payments/methods", Token, TestCards.Card(number)) is not { IsOk: true } method) return null;
        return cards[number] = (string)JsonNode.Parse(method.Body)!["token"]!;
    }
}
