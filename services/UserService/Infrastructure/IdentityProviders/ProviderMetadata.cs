using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Infrastructure.IdentityProviders;

/// <summary>A provider's endpoints and keys.</summary>
internal sealed record ProviderConfiguration(OpenIdConnectConfiguration Endpoints, IReadOnlyList<SecurityKey> Keys, long ReadAt);

/// <summary>Reads and caches a provider's discovery document and keys; reads them again when a token names an unknown key.</summary>
internal sealed class ProviderMetadata(Uri authority, HttpClient http, TimeProvider timeProvider)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>Forged key ids must not cause a request at every sign-in.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(5);

    private volatile ProviderConfiguration? configuration;

    /// <exception cref="HttpRequestException">The provider cannot be reached or its metadata is not valid.</exception>
    public async Task<ProviderConfiguration> GetAsync(CancellationToken cancellationToken)
    {
        if (configuration is { } known && Age(known) < MaxAge)
            return known;
        var read = await ReadAsync(cancellationToken);
        configuration = read;
        return read;
    }

    /// <summary>Reads again where <paramref name="keyId"/> is unknown.</summary>
    /// <inheritdoc cref="GetAsync(CancellationToken)"/>
    public async Task<ProviderConfiguration> GetAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = await GetAsync(cancellationToken);
        if (known.Keys.Any(key => key.KeyId == keyId) || Age(known) < MinAge)
            return known;
        var read = await ReadAsync(cancellationToken);
        configuration = read;
        return read;
    }

    private TimeSpan Age(ProviderConfiguration known) => timeProvider.GetElapsedTime(known.ReadAt);

    private async Task<ProviderConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        var root = authority.AbsoluteUri.TrimEnd('/');
        try
        {
            var endpoints = OpenIdConnectConfiguration.Create(
                await http.GetStringAsync(new Uri($"{root}/.well-known/openid-configuration"), cancellationToken));
            // Another issuer's document would let that issuer sign tokens for this provider's users.
            if (endpoints.Issuer?.TrimEnd('/') != root)
                throw new HttpRequestException($"The identity provider at {root} names another issuer.");
            string?[] addresses = [endpoints.AuthorizationEndpoint, endpoints.TokenEndpoint, endpoints.JwksUri];
            if (!addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && SocialLoginOptions.IsSafe(uri)))
                throw new HttpRequestException($"The identity provider at {root} has endpoints that are missing or not safe.");
            var keys = JsonWebKeySet.Create(await http.GetStringAsync(new Uri(endpoints.JwksUri), cancellationToken)).GetSigningKeys();
            return new(endpoints, [.. keys], timeProvider.GetTimestamp());
        }
        catch (ArgumentException exception)
        {
            throw new HttpRequestException($"The identity provider at {root} has no valid discovery document.", exception);
        }
    }
}
