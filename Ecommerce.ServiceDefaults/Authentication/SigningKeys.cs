using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>The authority's public keys. Fetched when first needed, when they are old, and when a token names one that is new.</summary>
internal sealed class SigningKeys(IHttpClientFactory clients, IOptions<AuthenticationSettings> settings, TimeProvider time) : IDisposable
{
    public const string Client = "authority";

    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>So that made-up key ids cannot make a service ask the authority at every request.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    /// <summary>So that callers do not queue for an authority that is known to be away.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Fetched? current;
    private long? failedAt;

    public IEnumerable<SecurityKey> Find(string? kid) => current?.Keys.Where(key => key.KeyId == kid) ?? [];

    /// <summary>Sees to it that <see cref="Find"/> knows <paramref name="kid"/> if the authority does.</summary>
    /// <exception cref="HttpRequestException">There are no keys yet and the authority gives none.</exception>
    public async Task EnsureAsync(string? kid, CancellationToken cancellationToken)
    {
        if (IsFresh(kid))
            return;

        await fetching.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(kid))
                current = await FetchAsync(cancellationToken);
        }
        catch (HttpRequestException) when (current is not null)
        {
            // The keys at hand still tell a good token from a bad one.
            current = current with { At = time.GetTimestamp() };
        }
        finally
        {
            fetching.Release();
        }
    }

    public void Dispose() => fetching.Dispose();

    private bool IsFresh(string? kid)
        => current is { } known
            && time.GetElapsedTime(known.At) is var age
            && (age < MinAge || (age < MaxAge && known.Keys.Any(key => key.KeyId == kid)));

    private async Task<Fetched> FetchAsync(CancellationToken cancellationToken)
    {
        if (failedAt is { } failure && time.GetElapsedTime(failure) < RestAfterFailure)
            throw new HttpRequestException("The authority has just failed to give its keys.");

        try
        {
            return new(await ReadKeysAsync(cancellationToken), time.GetTimestamp());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Unreachable, too slow, or not an authority at all: whichever, there are no keys.
            failedAt = time.GetTimestamp();
            throw new HttpRequestException("The authority does not give its keys.", exception);
        }
    }

    private async Task<SecurityKey[]> ReadKeysAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        var authority = new Uri(settings.Value.Authority.TrimEnd('/') + "/");
        var discovery = OpenIdConnectConfiguration.Create(
            await client.GetStringAsync(new Uri(authority, ".well-known/openid-configuration"), cancellationToken));

        // The document may give the keys a public address; they are asked for where the document was found.
        var keys = new Uri(authority, new Uri(authority, discovery.JwksUri).PathAndQuery);
        return [.. JsonWebKeySet.Create(await client.GetStringAsync(keys, cancellationToken)).GetSigningKeys()];
    }

    private sealed record Fetched(SecurityKey[] Keys, long At);
}
