using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.UserService.Domain.SocialLogin;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.UserService.Infrastructure.IdentityProviders;

/// <summary>The part of a token endpoint's response that identifies the person.</summary>
internal sealed record CodeResponse([property: JsonPropertyName("id_token")] string? IdToken);

[JsonSerializable(typeof(CodeResponse))]
internal sealed partial class IdentityProviderJson : JsonSerializerContext;

/// <summary>One OpenID Connect provider: authorization code with PKCE.</summary>
internal sealed class IdentityProvider(string name, ProviderOptions options, HttpClient http, TimeProvider timeProvider)
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";

    private readonly ProviderMetadata metadata = new(options.Authority!, http, timeProvider);

    /// <summary>The provider's sign-in page for this ticket.</summary>
    public async Task<Uri> AuthorizationUrlAsync(SignInTicket ticket, Uri redirectUri, CancellationToken cancellationToken)
    {
        var configuration = await metadata.GetAsync(cancellationToken);
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = options.ClientId,
            ["redirect_uri"] = redirectUri.AbsoluteUri,
            ["scope"] = "openid email profile",
            ["state"] = ticket.State,
            ["nonce"] = ticket.Nonce,
            ["code_challenge"] = ticket.CodeChallenge,
            ["code_challenge_method"] = "S256",
        };
        return new(QueryHelpers.AddQueryString(configuration.Endpoints.AuthorizationEndpoint, parameters));
    }

    /// <summary>The identity for <paramref name="code"/>; null where the provider rejects it or returns an invalid token.</summary>
    public async Task<ExternalIdentity?> RedeemAsync(
        SignInTicket ticket, string code, string redirectUri, CancellationToken cancellationToken)
    {
        if (await ExchangeAsync(ticket, code, redirectUri, cancellationToken) is not { } token)
            return null;
        var configuration = await metadata.GetAsync(IdentityToken.KeyId(token), cancellationToken);
        return await IdentityToken.ReadAsync(token, name, options.ClientId, ticket.Nonce, configuration);
    }

    private async Task<string?> ExchangeAsync(SignInTicket ticket, string code, string redirectUri, CancellationToken cancellationToken)
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
        // The specification's default, unless the provider supports only the other method.
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
            var token = await response.Content.ReadFromJsonAsync(IdentityProviderJson.Default.CodeResponse, cancellationToken);
            return token?.IdToken;
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException($"The identity provider {name} returned a response that is not JSON.", exception);
        }
    }

    // RFC 6749, 2.3.1: each part in form encoding first.
    private string Credentials() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $"{Uri.EscapeDataString(options.ClientId)}:{Uri.EscapeDataString(options.ClientSecret)}"));
}

/// <summary>The configured providers by name.</summary>
internal sealed class IdentityProviderRegistry(IReadOnlyDictionary<string, IdentityProvider> byName)
{
    public const string Client = "identity-provider";

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    public IdentityProvider? Find(string name) => byName.GetValueOrDefault(name);
}
