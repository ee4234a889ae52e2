using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Resilience.Clients;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Resilience.Scenario;

/// <summary>A review that was accepted.</summary>
internal sealed record Written(Guid Id, Shopper Author);

/// <summary>
/// Shoppers who say what they think of what was delivered, and change their minds; a moderator who hides some and shows others.
/// </summary>
internal static class Reviews
{
    /// <summary>Mostly by who bought it, now and then by somebody else.</summary>
    public static async Task WriteAsync(Market market, Turn turn, Random random)
    {
        if (market.AnyDelivery(random) is not { Accepted: { } delivered }) return;
        var order = JsonNode.Parse(delivered.Body)!;
        var author = random.Next(4) == 0 ? market.AnyShopper(random) : market.ShopperOf((Guid)order["userId"]!);
        var review = Words(random);
        review["productId"] = (string)order["lines"]![0]!["productId"]!;
        var answer = await market.Shop.SendAsync("review", Request(HttpMethod.Post, "/reviews", author.Token, review), turn);
        if (answer is { IsOk: true }) market.Add(new Written((Guid)JsonNode.Parse(answer.Body)!["id"]!, author));
    }

    public static Task EditAsync(Market market, Turn turn, Random random)
        => ChangeAsync(market, turn, random, "edit review", review => review.Author, HttpMethod.Put, "", Words(random));

    public static Task DeleteAsync(Market market, Turn turn, Random random)
        => ChangeAsync(market, turn, random, "delete review", review => review.Author, HttpMethod.Delete, "", null);

    public static Task ModerateAsync(Market market, Turn turn, Random random) => random.Next(2) == 0
        ? ChangeAsync(market, turn, random, "moderate", _ => market.Admin, HttpMethod.Post, "/publish", null)
        : ChangeAsync(
            market, turn, random, "moderate", _ => market.Admin, HttpMethod.Post, "/reject", new() { ["reason"] = "a test hides it" });

    /// <summary>What everybody is told of each product, once somebody answers.</summary>
    public static async Task<IReadOnlyList<RatingAnswer>> ReadRatingsAsync(ShopClient shop)
    {
        var shelf = await ReadAsync(shop, "/products?limit=100");
        return await Task.WhenAll(JsonNode.Parse(shelf.Body)!["items"]!.AsArray().Select(async product =>
        {
            var (id, answer) = ((Guid)product!["id"]!, await ReadAsync(shop, $"/reviews/products/{product["id"]}/rating"));
            if (!answer.IsOk) return new RatingAnswer(id, 0, 0, $"{answer.Status}");
            var rating = JsonNode.Parse(answer.Body)!;
            return new RatingAnswer(
                id, (int)rating["count"]!, (decimal)rating["average"]!,
                string.Join(' ', rating["histogram"]!.AsArray().Select(count => ((int)count!).ToString(CultureInfo.InvariantCulture))));
        }));
    }

    private static async Task ChangeAsync(
        Market market, Turn turn, Random random, string kind, Func<Written, Shopper> by, HttpMethod method, string deed, JsonObject? body)
    {
        if (market.AnyReview(random) is not { } review) return;
        var (path, token) = ($"/reviews/{review.Id}", by(review).Token);
        if (await market.Shop.SendAsync("read review", Request(HttpMethod.Get, path, token), turn) is not { IsOk: true } seen) return;
        var request = Request(method, path + deed, token, body);
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{JsonNode.Parse(seen.Body)!["version"]}\""));
        await market.Shop.SendAsync(kind, request, turn);
    }

    private static JsonObject Words(Random random)
        => new() { ["stars"] = random.Next(1, 6), ["title"] = "So so", ["text"] = "It does what it is for." };

    private static Task<Answer> ReadAsync(ShopClient shop, string path)
        => Patiently.RepeatAsync(() => shop.SendAsync("read at rest", Request(HttpMethod.Get, path)), path);
}
