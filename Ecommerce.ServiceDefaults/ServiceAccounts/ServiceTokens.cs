using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults.ServiceAccounts;

/// <summary>The service's own access token: asked for when first needed, and again before it expires.</summary>
internal sealed class ServiceTokens(
    IHttpClientFactory clients, IOptions<AuthenticationSettings> authority, IOptions<ServiceAccountSettings> account,
    TimeProvider timeProvider)
    : IDisposable
{
    private readonly SemaphoreSlim asking = new(1, 1);
    private volatile Held? current;

    /// <exception cref="HttpRequestException">The authority gives none.</exception>
    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(current))
            return current!.Token;

        await asking.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(current))
                current = await AskAsync(cancellationToken);
            return current!.Token;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>It was refused: the next call asks for another.</summary>
    public void Forget(string token)
    {
        if (current?.Token == token)
            current = null;
    }

    public void Dispose() => asking.Dispose();

    private bool IsFresh(Held? held) => held is not null && timeProvider.GetUtcNow() < held.Until;

    private async Task<Held> AskAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(AuthorityDocuments.Client);
        using var answer = await client.PostAsJsonAsync(
            new Uri(new Uri(authority.Value.Authority), "/service-tokens"),
            new ServiceTokenRequest(account.Value.Name, account.Value.Secret), ServiceTokenJson.Default.ServiceTokenRequest,
            cancellationToken);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync(ServiceTokenJson.Default.ServiceToken, cancellationToken)
            ?? throw new HttpRequestException("The authority answered without a token.");
        // Well before its end, so that it does not expire on its way.
        return new(token.AccessToken, timeProvider.GetUtcNow() + 0.8 * TimeSpan.FromSeconds(token.ExpiresIn));
    }

    private sealed record Held(string Token, DateTimeOffset Until);
}

internal sealed record ServiceTokenRequest(string Service, string Secret);

internal sealed record ServiceToken(string AccessToken, int ExpiresIn);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ServiceTokenRequest))]
[JsonSerializable(typeof(ServiceToken))]
internal sealed partial class ServiceTokenJson : JsonSerializerContext;
