using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.ReviewService.Tests;

/// <summary>An answer: its status, its body where it has one, and its ETag.</summary>
public sealed record Answer(int Status, JsonNode? Body, string? Tag)
{
    public Guid Id => Guid.Parse((string)Body!["id"]!);

    public string State => (string)Body!["state"]!;

    public string[] WrongFields => [.. Body!["errors"]!.AsObject().Select(error => error.Key).Order()];

    public string Problem => ((string)Body!["type"]!).Split(':')[^1];

    public JsonArray Items => Body!["items"]!.AsArray();
}

/// <summary>Somebody who reads, writes, votes, reports or moderates.</summary>
public sealed class Person(ReviewShop shop, Guid id, string? token)
{
    public Guid Id => id;

    /// <summary>The same, not signed in.</summary>
    public Person Anonymous => new(shop, id, null);

    public Task<Answer> WriteAsync(
        Guid product, int stars = 5, string text = "A good tent.", string? title = null, string? displayName = null)
        => SendAsync(HttpMethod.Post, "/reviews", new { productId = product, stars, text, title, displayName });

    public Task<Answer> EditAsync(Guid review, string? tag, int stars, string text = "Not so good a tent.")
        => SendAsync(HttpMethod.Put, $"/reviews/{review}", new { stars, text }, tag);

    public Task<Answer> DeleteAsync(Guid review, string? tag) => SendAsync(HttpMethod.Delete, $"/reviews/{review}", tag: tag);

    public Task<Answer> VoteAsync(Guid review, bool helpful) => SendAsync(HttpMethod.Put, $"/reviews/{review}/vote", new { helpful });

    public Task<Answer> ReportAsync(Guid review, string reason = "spam")
        => SendAsync(HttpMethod.Post, $"/reviews/{review}/reports", new { reason });

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> ReadAsync(Guid review) => GetAsync($"/reviews/{review}");

    /// <summary>Reviews with one star, with two, ..., with five.</summary>
    public async Task<string> HistogramAsync(Guid product)
        => string.Join(
            ' ', (await GetAsync($"/reviews/products/{product}/rating")).Body!["histogram"]!.AsArray().Select(count => (int)count!));

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var response = await shop.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
            && response.Content.Headers.ContentType.MediaType != "application/x-ndjson";
        return new(
            (int)response.StatusCode, isJson
                ? JsonNode.Parse(text) : text.Length > 0 ? JsonValue.Create(text)
                : null, response.Headers.ETag?.ToString());
    }
}
