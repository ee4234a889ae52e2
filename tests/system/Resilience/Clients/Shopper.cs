using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load.Shop;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Resilience.Clients;

/// <summary>Somebody who is signed in: a customer with a card of each kind, or an administrator.</summary>
internal sealed class Shopper
{
    public const string Password = "correct horse battery staple";

    private const int Conflict = 409;

    private readonly ShopClient shop;
    private readonly Dictionary<string, string> cards = [];

    private Shopper(ShopClient shop, string email, string token, Guid id)
        => (this.shop, Email, Token, Id) = (shop, email, token, id);

    public Guid Id { get; }
    public string Email { get; }
    public string Token { get; }

    /// <summary>Opens an account with a name and cards.</summary>
    public static async Task<Shopper> RegisterAsync(ShopClient shop)
    {
        var email = $"shopper-{Guid.CreateVersion7():n}@example.com";
        await MustAsync(shop, "/users", null, new JsonObject { ["email"] = email, ["password"] = Password, ["name"] = "A Shopper" });
        var shopper = await SignInAsync(shop, email, Password);
        foreach (var number in TestCards.Numbers) shopper.cards.Add(number, await shopper.AddCardAsync(number));
        return shopper;
    }

    public static async Task<Shopper> SignInAsync(ShopClient shop, string email, string password)
    {
        var session = await MustAsync(shop, "/users/login", null, new JsonObject { ["email"] = email, ["password"] = password });
        var token = (string)session["accessToken"]!;
        var me = await Patiently.RepeatAsync(() => shop.SendAsync("set up", Request(HttpMethod.Get, "/users/me", token)), "an account");
        return new(shop, email, token, (Guid)JsonNode.Parse(me.Body)!["id"]!);
    }

    /// <summary>Brings products into the catalogue: one line of NDJSON each.</summary>
    public async Task ImportAsync(IEnumerable<JsonObject> lines)
    {
        var text = string.Join('\n', lines.Select(line => line.ToJsonString()));
        var answer = await Patiently.RepeatAsync(
            () =>
            {
                var request = Request(HttpMethod.Post, "/products/import", Token);
                request.Content = new StringContent(text, new MediaTypeHeaderValue("application/x-ndjson", "utf-8"));
                return shop.SendAsync("set up", request);
            },
            "the import");
        if (!answer.IsOk || (int)JsonNode.Parse(answer.Body)!["failed"]! != 0)
            throw new InvalidOperationException($"The catalogue could not be imported: {answer}");
    }

    /// <summary>Makes a discount code known.</summary>
    public Task OfferAsync(DiscountCode code) => MustAsync(
        shop, "/orders/discounts", Token,
        new JsonObject
        {
            ["code"] = code.Code, ["percent"] = code.Percent, ["minimumSubtotal"] = null, ["validFrom"] = null, ["validUntil"] = null,
            ["usageLimit"] = code.Limit, ["usageLimitPerUser"] = null,
        });

    /// <summary>The token of a card, as likely as <see cref="TestCards"/> has it.</summary>
    public string AnyCard(Random random) => cards[TestCards.Any(random)];

    private async Task<string> AddCardAsync(string number)
    {
        var method = await MustAsync(shop, "/payments/methods", Token, TestCards.Card(number));
        return (string)method["token"]!;
    }

    /// <summary>On a busy machine also that which nobody disturbs may take long, and is there already when it is asked for again.</summary>
    private static async Task<JsonNode> MustAsync(ShopClient shop, string path, string? token, JsonNode body)
    {
        var answer = await Patiently.RepeatAsync(() => shop.SendAsync("set up", Request(HttpMethod.Post, path, token, body)), path);
        return answer.IsOk || answer.Status == Conflict
            ? JsonNode.Parse(answer.Body)!
            : throw new InvalidOperationException($"{path} was refused before anything went wrong: {answer}");
    }
}
