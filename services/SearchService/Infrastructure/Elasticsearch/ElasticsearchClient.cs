using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.SearchService.Infrastructure.Elasticsearch;

/// <summary>A client of Elasticsearch's REST API.</summary>
/// <exception cref="HttpRequestException">There is no response, or an error; the message quotes it.</exception>
internal sealed class ElasticsearchClient(HttpClient http)
{
    private const string Json = "application/json";
    private const string Ndjson = "application/x-ndjson";
    private const int MaxQuotedLength = 500;

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Get, path, null, Json, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Post, path, body?.ToJsonString(), Json, cancellationToken);

    public Task<JsonNode> PutAsync(string path, JsonNode body, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Put, path, body.ToJsonString(), Json, cancellationToken);

    public Task<JsonNode> DeleteAsync(string path, CancellationToken cancellationToken)
        => SendAsync(HttpMethod.Delete, path, null, Json, cancellationToken);

    /// <summary>
    /// Sends actions, each followed by its document if it has one. A version conflict means that the index holds a newer version, and a
    /// document to delete may be missing: neither is an error.
    /// </summary>
    public async Task BulkAsync(IEnumerable<JsonObject> lines, CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        foreach (var line in lines)
            body.Append(line.ToJsonString()).Append('\n');
        var response = await SendAsync(HttpMethod.Post, "/_bulk", body.ToString(), Ndjson, cancellationToken);
        if (response["errors"]!.GetValue<bool>() && response["items"]!.AsArray().FirstOrDefault(IsError) is { } failed)
            throw new HttpRequestException($"Elasticsearch rejected a bulk item: {failed.ToJsonString()}");
    }

    private static bool IsError(JsonNode? item)
    {
        var status = item!.AsObject().Single().Value!["status"]!.GetValue<int>();
        var isSuccess = status is > 0 and < 400;
        return !isSuccess && status is not ((int)HttpStatusCode.Conflict or (int)HttpStatusCode.NotFound);
    }

    private async Task<JsonNode> SendAsync(
        HttpMethod method, string path, string? body, string mediaType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var quoted = text[..Math.Min(text.Length, MaxQuotedLength)];
            throw new HttpRequestException(
                $"Elasticsearch responded to {method} {path} with {(int)response.StatusCode}: {quoted}", null, response.StatusCode);
        }

        return JsonNode.Parse(text)!;
    }
}
