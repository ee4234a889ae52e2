using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Engines.Elasticsearch;

/// <summary>Elasticsearch's REST API, as far as it is used here.</summary>
/// <exception cref="HttpRequestException">It does not answer, or refuses; what it says stands in the message.</exception>
internal sealed class ElasticsearchClient(HttpClient http)
{
    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private const int MostQuoted = 500;

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, Json, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, path, body?.ToJsonString(), Json, cancellationToken);

    public Task<JsonNode> PutAsync(string path, JsonNode body, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Put, path, body.ToJsonString(), Json, cancellationToken);

    public Task<JsonNode> DeleteAsync(string path, CancellationToken cancellationToken) => SendAsync(HttpMethod.Delete, path, null, Json, cancellationToken);

    /// <summary>
    /// Sends actions, and the documents of those that have one. An index that holds a higher version keeps it, and what is deleted need not be
    /// there; anything else that goes wrong with one of them is an error.
    /// </summary>
    public async Task BulkAsync(IEnumerable<JsonObject> lines, CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        foreach (var line in lines)
            body.Append(line.ToJsonString()).Append('\n');
        var answer = await SendAsync(HttpMethod.Post, "/_bulk", body.ToString(), Ndjson, cancellationToken);
        if (answer["errors"]!.GetValue<bool>() && answer["items"]!.AsArray().FirstOrDefault(IsError) is { } failed)
            throw new HttpRequestException($"Elasticsearch refused a part of a bulk: {failed.ToJsonString()}");
    }

    private static bool IsError(JsonNode? item)
        => item!.AsObject().Single().Value!["status"]!.GetValue<int>() is >= 400 and not ((int)HttpStatusCode.Conflict or (int)HttpStatusCode.NotFound) or 0;

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"Elasticsearch answered {method} {path} with {(int)response.StatusCode}: {text[..Math.Min(text.Length, MostQuoted)]}", null, response.StatusCode);
        }

        return JsonNode.Parse(text)!;
    }
}
