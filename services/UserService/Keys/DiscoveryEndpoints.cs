using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Keys;

/// <summary>OpenID discovery: where the keys are. The part of it that checking a token needs.</summary>
internal sealed record DiscoveryDocument(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("response_types_supported")] string[] ResponseTypes,
    [property: JsonPropertyName("subject_types_supported")] string[] SubjectTypes,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] string[] SigningAlgorithms);

internal sealed record KeySet(IEnumerable<PublicKey> Keys);

/// <summary>A JSON Web Key, RFC 7517.</summary>
internal sealed record PublicKey(string Kid, string Kty, string Use, string Alg, string N, string E);

internal static class DiscoveryEndpoints
{
    // Shorter than what rotation waits between publishing a key and signing with it.
    private const string Cached = "public, max-age=60";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        var wellKnown = app.MapGroup("/.well-known").WithTags("Discovery").AllowAnonymous();
        wellKnown.MapGet("/openid-configuration", Describe);
        wellKnown.MapGet("/jwks.json", Publish);
    }

    // Addresses are those that the caller reached this service by: inside the cluster they differ from the issuer's.
    private static Ok<DiscoveryDocument> Describe(HttpContext context, IOptions<IssuerOptions> issuer)
    {
        context.Response.Headers.CacheControl = Cached;
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        return TypedResults.Ok(new DiscoveryDocument(
            issuer.Value.Issuer, $"{here}/.well-known/jwks.json", $"{here}/users/login",
            ["token"], ["public"], [SecurityAlgorithms.RsaSha256]));
    }

    private static Ok<KeySet> Publish(HttpContext context, KeyRing keys)
    {
        context.Response.Headers.CacheControl = Cached;
        return TypedResults.Ok(new KeySet(keys.All.Select(key => key.Public).Select(
            key => new PublicKey(key.Kid, key.Kty, key.Use, key.Alg, key.N, key.E))));
    }
}
