using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Calls the shop's API on behalf of the shopper of this request.</summary>
internal sealed class GatewayClient
{
    private readonly HttpClient http;
    private readonly ProblemWords words;

    public GatewayClient(HttpClient http, ProblemWords words)
    {
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ecommerce.Storefront", "1.0"));
        (this.http, this.words) = (http, words);
    }

    /// <summary>Null where the API returns 404.</summary>
    public async Task<T?> FindAsync<T>(string path, string? accessToken, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(Request(HttpMethod.Get, path, accessToken), cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<T>(response, cancellationToken);
    }

    public async Task<T> GetAsync<T>(string path, string? accessToken, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(Request(HttpMethod.Get, path, accessToken), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>An order, by the key of the link in its mails; null where the key does not open it.</summary>
    public async Task<Order?> FindOrderAsync(Guid id, string key, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, $"/orders/{id}/by-key", accessToken: null);
        request.Headers.Add("X-Order-Key", key);
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<Order>(response, cancellationToken);
    }

    /// <summary>A response that is passed on unchanged.</summary>
    public async Task<string> GetTextAsync(string path, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(HttpMethod.Get, path, accessToken), cancellationToken);
        await ThrowIfRejectedAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <exception cref="GatewayException">The API rejected the request; see its problem.</exception>
    public async Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, string? accessToken, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var response = await SendBodyAsync(method, path, body, accessToken, idempotencyKey, cancellationToken);
        return await ReadAsync<TAnswer>(response, cancellationToken);
    }

    /// <exception cref="GatewayException">The API rejected the request; see its problem.</exception>
    public async Task SendAsync<TBody>(HttpMethod method, string path, TBody body, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendBodyAsync(method, path, body, accessToken, idempotencyKey: null, cancellationToken);
        await ThrowIfRejectedAsync(response, cancellationToken);
    }

    /// <exception cref="GatewayException">The API rejected the request; see its problem.</exception>
    public async Task SendAsync(HttpMethod method, string path, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(method, path, accessToken), cancellationToken);
        await ThrowIfRejectedAsync(response, cancellationToken);
    }

    /// <summary>Changes a resource if it still has the version that was read.</summary>
    /// <exception cref="GatewayException">The API rejected the request, with a 412 for another version.</exception>
    public Task ChangeAsync<TBody>(
        HttpMethod method, string path, TBody body, long version, string? accessToken, CancellationToken cancellationToken)
        => SendIfMatchAsync(method, path, JsonContent.Create(body, TypeOf<TBody>()), version, accessToken, cancellationToken);

    /// <inheritdoc cref="ChangeAsync{TBody}"/>
    public Task ChangeAsync(HttpMethod method, string path, long version, string? accessToken, CancellationToken cancellationToken)
        => SendIfMatchAsync(method, path, content: null, version, accessToken, cancellationToken);

    /// <summary>Returns as soon as the headers are there: the stream is still to be read, for as long as it takes.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(
        string path, string lastEventId, string? accessToken, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, accessToken);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public async Task<TAnswer> PostAsync<TAnswer>(
        string path, string? accessToken, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        var request = Request(HttpMethod.Post, path, accessToken);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<TAnswer>(response, cancellationToken);
    }

    private async Task SendIfMatchAsync(
        HttpMethod method, string path, HttpContent? content, long version, string? accessToken, CancellationToken cancellationToken)
    {
        var request = Request(method, path, accessToken);
        request.Content = content;
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using var response = await SendAsync(request, cancellationToken);
        await ThrowIfRejectedAsync(response, cancellationToken);
    }

    private Task<HttpResponseMessage> SendBodyAsync<TBody>(
        HttpMethod method, string path, TBody body, string? accessToken, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var request = Request(method, path, accessToken);
        request.Content = JsonContent.Create(body, TypeOf<TBody>());
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
            return await http.SendAsync(request, cancellationToken);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? accessToken)
    {
        var request = new HttpRequestMessage(method, path);
        if (accessToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return request;
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await ThrowIfRejectedAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync(TypeOf<T>(), cancellationToken)
            ?? throw new InvalidOperationException($"The gateway returned null for {typeof(T).Name}.");
    }

    private async Task ThrowIfRejectedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync(GatewayJson.Default.Problem, cancellationToken)
            : null;
        var status = (int)response.StatusCode;
        throw new GatewayException(
            response.StatusCode, words.InPageLanguage(problem ?? new Problem(null, response.ReasonPhrase, null, status, null), status));
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)GatewayJson.Default.GetTypeInfo(typeof(T))!;
}
