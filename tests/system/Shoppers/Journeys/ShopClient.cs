using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Shoppers.Watching;
using static Ecommerce.Load.Shop.Requests;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>
/// Speaks plain HTTP to the gateway, as a browser or an app does: it repeats nothing by itself, and counts what becomes of each call.
/// </summary>
internal sealed class ShopClient(HttpClient http, Tally tally, TimeProvider timeProvider)
{
    public Task<Answer?> GetAsync(string call, string path, string? token = null) => SendAsync(call, HttpMethod.Get, path, token);

    public Task<Answer?> PostAsync(string call, string path, string? token, JsonNode body, string? key = null)
        => SendAsync(call, HttpMethod.Post, path, token, body, key);

    /// <returns>The answer; null where nobody knows what was done: no answer, or 5xx.</returns>
    private async Task<Answer?> SendAsync(
        string call, HttpMethod method, string path, string? token, JsonNode? body = null, string? key = null)
    {
        var started = timeProvider.GetTimestamp();
        using var request = Request(method, path, token, body, key);
        var (status, text) = await AskAsync(request);
        var made = new Call(call, status, timeProvider.GetElapsedTime(started));
        tally.Add(made);
        return made.Outcome is Outcome.Indeterminate ? null : new Answer((int)status!, text);
    }

    private async Task<(HttpStatusCode? Status, string Body)> AskAsync(HttpRequestMessage request)
    {
        try
        {
            using var answer = await http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return (null, "");
        }
    }
}
