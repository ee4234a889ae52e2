using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.Storefront.Gateway;

/// <summary>Speaks to the shop's API as the shopper whose page is being made.</summary>
internal sealed class GatewayClient
{
    private readonly HttpClient http;

    public GatewayClient(HttpClient http)
    {
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ecommerce.Storefront", "1.0"));
        this.http = http;
    }

    /// <summary>Null where there is no such thing, or none that this shopper may see.</summary>
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

    /// <summary>An answer that is passed on as it is.</summary>
    public async Task<string> GetTextAsync(string path, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(HttpMethod.Get, path, accessToken), cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <exception cref="GatewayException">The API refused; its problem says why.</exception>
    public async Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, string? accessToken, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var response = await SendBodyAsync(method, path, body, accessToken, idempotencyKey, cancellationToken);
        return await ReadAsync<TAnswer>(response, cancellationToken);
    }

    /// <exception cref="GatewayException">The API refused; its problem says why.</exception>
    public async Task SendAsync<TBody>(HttpMethod method, string path, TBody body, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendBodyAsync(method, path, body, accessToken, idempotencyKey: null, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    /// <exception cref="GatewayException">The API refused; its problem says why.</exception>
    public async Task SendAsync(HttpMethod method, string path, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(method, path, accessToken), cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    /// <summary>Changes what is still as it was read.</summary>
    /// <exception cref="GatewayException">The API refused, with a 412 if it is not; its problem says why.</exception>
    public Task ChangeAsync<TBody>(
        HttpMethod method, string path, TBody body, long version, string? accessToken, CancellationToken cancellationToken)
        => SendIfMatchAsync(method, path, JsonContent.Create(body, TypeOf<TBody>()), version, accessToken, cancellationToken);

    /// <inheritdoc cref="ChangeAsync{TBody}"/>
    public Task ChangeAsync(HttpMethod method, string path, long version, string? accessToken, CancellationToken cancellationToken)
        => SendIfMatchAsync(method, path, content: null, version, accessToken, cancellationToken);

    public async Task<TAnswer> PostAsync<TAnswer>(string path, string? accessToken, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Request(HttpMethod.Post, path, accessToken), cancellationToken);
        return await ReadAsync<TAnswer>(response, cancellationToken);
    }

    private async Task SendIfMatchAsync(
        HttpMethod method, string path, HttpContent? content, long version, string? accessToken, CancellationToken cancellationToken)
    {
        var request = Request(method, path, accessToken);
        request.Content = content;
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        using var response = await SendAsync(request, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
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

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await ThrowIfRefusedAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync(TypeOf<T>(), cancellationToken)
            ?? throw new InvalidOperationException($"The gateway answered {typeof(T).Name} with null.");
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await response.Content.ReadFromJsonAsync(GatewayJson.Default.Problem, cancellationToken)
            : null;
        throw new GatewayException(response.StatusCode, problem ?? new Problem(null, response.ReasonPhrase, null, (int)response.StatusCode, null));
    }

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)GatewayJson.Default.GetTypeInfo(typeof(T))!;
}
