using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.UserService.SocialLogin;

/// <summary>The part of a token endpoint's answer that says who somebody is.</summary>
internal sealed record CodeAnswer([property: JsonPropertyName("id_token")] string? IdToken);

/// <summary>One OpenID Connect provider: authorization code with PKCE.</summary>
internal sealed class IdentityProvider(string name, ProviderOptions options, HttpClient http, TimeProvider clock)
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";

    private readonly ProviderMetadata metadata = new(options.Authority!, http, clock);

    /// <summary>Where the browser goes.</summary>
    public async Task<Uri> AuthorizationUrlAsync(Ticket ticket, Uri redirectUri, CancellationToken cancellationToken)
        => new(QueryHelpers.AddQueryString((await metadata.GetAsync(cancellationToken)).Endpoints.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = redirectUri.AbsoluteUri,
            ["scope"] = "openid email profile",
            ["state"] = ticket.State,
            ["nonce"] = ticket.Nonce,
            ["code_challenge"] = ticket.CodeChallenge,
            ["code_challenge_method"] = "S256",
        }));

    /// <summary>Who came back with <paramref name="code"/>; null where the provider does not take it, or answers with a token that is not good.</summary>
    public async Task<ExternalIdentity?> RedeemAsync(Ticket ticket, string code, string redirectUri, CancellationToken cancellationToken)
    {
        if (await ExchangeAsync(ticket, code, redirectUri, cancellationToken) is not { } token)
            return null;
        var facts = await metadata.GetAsync(IdentityToken.KeyId(token), cancellationToken);
        return await IdentityToken.ReadAsync(token, name, options.ClientId, ticket.Nonce, facts);
    }

    private async Task<string?> ExchangeAsync(Ticket ticket, string code, string redirectUri, CancellationToken cancellationToken)
    {
        var endpoints = (await metadata.GetAsync(cancellationToken)).Endpoints;
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = ticket.CodeVerifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoints.TokenEndpoint);
        // The specification's own way, unless the provider knows only the other.
        if (endpoints.TokenEndpointAuthMethodsSupported.Contains(Post) && !endpoints.TokenEndpointAuthMethodsSupported.Contains(Basic))
            (form["client_id"], form["client_secret"]) = (options.ClientId, options.ClientSecret);
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Credentials());
        request.Content = new FormUrlEncodedContent(form);

        using var response = await http.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode is >= 400 and < 500)
            return null;
        response.EnsureSuccessStatusCode();
        try
        {
            var answer = await response.Content.ReadFromJsonAsync(UserServiceJson.Default.CodeAnswer, cancellationToken);
            return answer?.IdToken;
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException($"The identity provider {name} answers with something else than JSON.", exception);
        }
    }

    // RFC 6749, 2.3.1: each part in form encoding first.
    private string Credentials() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}"));
}

/// <summary>The providers of the configuration by their names.</summary>
internal sealed class IdentityProviders(IReadOnlyDictionary<string, IdentityProvider> byName)
{
    public const string Client = "identity-provider";

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    public IdentityProvider? Find(string name) => byName.GetValueOrDefault(name);
}
