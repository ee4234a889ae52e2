using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Resilience.Clients;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Resilience.Scenario;

/// <summary>Someone whose refresh token is stolen: it comes a second time.</summary>
internal static class Sessions
{
    public static async Task ReuseAsync(Market market, Turn turn, Random random)
    {
        var shopper = market.AnyShopper(random);
        var credentials = new JsonObject { ["email"] = shopper.Email, ["password"] = Shopper.Password };
        // Who finds too many signing in comes back another day: all of them asking again at once would leave nobody a turn.
        if (await market.Shop.SendAsync(
            "login", Request(HttpMethod.Post, "/users/login", null, credentials), turn) is not { IsOk: true } session) return;
        var token = TokenOf(session);

        var renewed = await RefreshAsync(market, token);
        // Refused at its first use: an answer was lost on the way, and the repetition was the reuse already.
        var successor = renewed.IsOk ? TokenOf(renewed) : null;
        var again = await RefreshAsync(market, token);
        var last = again.IsOk || successor is null ? again : await RefreshAsync(market, successor);
        market.ReusedTokens.Enqueue(new ReusedToken(Hash(token), last.Status));
    }

    private static Task<Answer> RefreshAsync(Market market, string token) => Patiently.RepeatAsync(
        () => market.Shop.SendAsync(
            "refresh", Request(HttpMethod.Post, "/users/refresh", null, new JsonObject { ["refreshToken"] = token })),
        "a refresh");

    private static string TokenOf(Answer session) => (string)JsonNode.Parse(session.Body)!["refreshToken"]!;

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
