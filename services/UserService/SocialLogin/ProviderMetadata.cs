using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.SocialLogin;

/// <summary>What a provider says of itself: its endpoints and its keys.</summary>
internal sealed record ProviderFacts(OpenIdConnectConfiguration Endpoints, IReadOnlyList<SecurityKey> Keys, long ReadAt);

/// <summary>Reads a provider's discovery document and keys when first needed, when they are old, and when a token names a key that is new.</summary>
internal sealed class ProviderMetadata(Uri authority, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>So that made-up key ids cannot make this service ask at every sign-in.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    private volatile ProviderFacts? facts;

    /// <exception cref="HttpRequestException">The provider cannot be reached, or is none.</exception>
    public async Task<ProviderFacts> GetAsync(CancellationToken cancellationToken)
        => facts is { } known && Age(known) < MaxAge ? known : facts = await ReadAsync(cancellationToken);

    /// <summary>Again, where <paramref name="keyId"/> is not among the keys.</summary>
    /// <inheritdoc cref="GetAsync(CancellationToken)"/>
    public async Task<ProviderFacts> GetAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = await GetAsync(cancellationToken);
        return known.Keys.Any(key => key.KeyId == keyId) || Age(known) < MinAge ? known : facts = await ReadAsync(cancellationToken);
    }

    private TimeSpan Age(ProviderFacts known) => clock.GetElapsedTime(known.ReadAt);

    private async Task<ProviderFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var root = authority.AbsoluteUri.TrimEnd('/');
        try
        {
            var endpoints = OpenIdConnectConfiguration.Create(
                await http.GetStringAsync(new Uri($"{root}/.well-known/openid-configuration"), cancellationToken));
            // Another issuer's document would let that issuer sign for this one's people.
            if (endpoints.Issuer?.TrimEnd('/') != root)
                throw new HttpRequestException($"The identity provider at {root} says that it is another.");
            string?[] addresses = [endpoints.AuthorizationEndpoint, endpoints.TokenEndpoint, endpoints.JwksUri];
            if (!addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && SocialLoginOptions.IsSafe(uri)))
                throw new HttpRequestException($"The identity provider at {root} has endpoints that are missing or not safe.");
            var keys = JsonWebKeySet.Create(await http.GetStringAsync(new Uri(endpoints.JwksUri), cancellationToken)).GetSigningKeys();
            return new(endpoints, [.. keys], clock.GetTimestamp());
        }
        catch (ArgumentException exception)
        {
            throw new HttpRequestException($"The identity provider at {root} does not describe itself.", exception);
        }
    }
}
