using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Load.Shop;
using Ecommerce.Resilience.Clients;
using Ecommerce.Resilience.Shops;

namespace Ecommerce.Resilience.Scenario;

/// <summary>Who is there, what is sold, and what has been asked for so far.</summary>
internal sealed class Market(ShopClient shop, Shopper admin, IReadOnlyList<Shopper> shoppers, IReadOnlyList<Goods> goods)
{
    private const int ShopperCount = 12;

    private readonly List<Intent> bought = [];
    private readonly List<Intent> shipped = [];
    private readonly List<Intent> delivered = [];
    private readonly List<Written> reviews = [];

    public ShopClient Shop => shop;
    public Shopper Admin => admin;
    public ConcurrentQueue<Intent> Intents { get; } = [];
    public ConcurrentQueue<ReusedToken> ReusedTokens { get; } = [];

    /// <summary>Accounts whose owners left.</summary>
    public ConcurrentQueue<Guid> Erased { get; } = [];

    /// <summary>What was put into carts, or may have been.</summary>
    public ConcurrentQueue<PutInCart> PutInCarts { get; } = [];

    /// <summary>Lets people in and fills the shelves, before anything goes wrong.</summary>
    public static async Task<Market> OpenAsync(ShopClient shop)
    {
        var admin = await Shopper.SignInAsync(shop, Shops.Shop.AdminEmail, Shops.Shop.AdminPassword);
        await admin.ImportAsync(Goods.All.Select(goods => goods.Line));
        await Task.WhenAll(PriceList.Rules.Codes.Select(admin.OfferAsync));
        var shoppers = await Task.WhenAll(Enumerable.Range(0, ShopperCount).Select(_ => Shopper.RegisterAsync(shop)));
        return new(shop, admin, shoppers, Goods.All);
    }

    public Shopper AnyShopper(Random random) => shoppers[random.Next(shoppers.Count)];

    public Shopper ShopperOf(Guid id) => shoppers.Single(shopper => shopper.Id == id);

    public Goods AnyGoods(Random random) => goods[random.Next(goods.Count)];

    /// <summary>One to three SKUs of one currency, one to three pieces of each.</summary>
    public IReadOnlyDictionary<string, int> AnyBasket(Random random)
    {
        var first = AnyGoods(random);
        return goods.Where(other => other.Currency == first.Currency).OrderBy(other => other == first ? -1 : random.Next())
            .Take(random.Next(1, 4)).ToDictionary(wanted => wanted.Sku, _ => random.Next(1, 4), StringComparer.Ordinal);
    }

    /// <summary>
    /// An order that was accepted: as likely as not the latest, which its saga is just at; null as long as there is none.
    /// </summary>
    public Intent? AnyOrder(Random random) => Any(bought, random);

    /// <summary>The shipping of an order.</summary>
    public Intent? AnyShipment(Random random) => Any(shipped, random);

    /// <summary>The delivery of an order.</summary>
    public Intent? AnyDelivery(Random random) => Any(delivered, random);

    /// <summary>One that somebody wrote, and perhaps deleted since.</summary>
    public Written? AnyReview(Random random) => Any(reviews, random);

    public void Add(Written review) => Add(reviews, review);

    public async Task<Answer?> SendAsync(Intent intent, Turn turn)
    {
        Intents.Enqueue(intent);
        var answer = await intent.SendAsync(shop, turn);
        if (answer is { IsOk: true } && intent.Kind == "checkout") Add(bought, intent);
        if (answer is { IsOk: true } && intent.Kind == "ship") Add(shipped, intent);
        if (answer is { IsOk: true } && intent.Kind == "deliver") Add(delivered, intent);
        return answer;
    }

    /// <returns>False: nobody knows whether it is in the cart.</returns>
    public async Task<bool> FillCartAsync(Guid user, string token, Turn turn, Random random)
    {
        var (sku, quantity) = (AnyGoods(random).Sku, random.Next(1, 3));
        var item = new JsonObject { ["sku"] = sku, ["quantity"] = quantity };
        var answer = await shop.SendAsync("add to cart", Requests.Request(HttpMethod.Post, "/carts/me/items", token, item), turn);
        if (answer is null or { IsOk: true }) PutInCarts.Enqueue(new(user, sku, quantity));
        return answer is not null;
    }

    public Expectations Expectations(bool brokerForgot, IReadOnlyList<ArrivedMail> mails, IReadOnlyList<RatingAnswer> ratings)
    {
        var calls = Intents.Select(intent => intent.ToKeyedCall()).ToList();
        var restocked = Intents.Where(intent => intent is { Kind: "restock", Accepted: not null }).SelectMany(intent => intent.Items!)
            .ToLookup(item => item.Key, item => item.Value, StringComparer.Ordinal);
        return new()
        {
            Prices = PriceList.Rules,
            Skus = [.. goods.Select(sku => new ImportedSku(sku.Sku, sku.Price, sku.Currency, sku.Stock + restocked[sku.Sku].Sum()))],
            Calls = calls,
            ReusedTokens = [.. ReusedTokens],
            Erased = [.. Erased],
            PutInCarts = [.. PutInCarts],
            BrokerForgot = brokerForgot,
            Addresses = shoppers.ToDictionary(shopper => shopper.Id, shopper => shopper.Email),
            Mails = mails,
            Ratings = ratings,
        };
    }

    private static void Add<T>(List<T> known, T another)
    {
        lock (known) known.Add(another);
    }

    private static T? Any<T>(List<T> known, Random random)
        where T : class
    {
        lock (known) return known.Count == 0 ? null : known[random.Next(2) == 0 ? known.Count - 1 : random.Next(known.Count)];
    }
}
