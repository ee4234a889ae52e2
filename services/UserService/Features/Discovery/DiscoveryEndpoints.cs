using System.Text.Json.Serialization;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Features.Discovery;

/// <summary>The part of OpenID discovery that token validation needs.</summary>
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
    // Shorter than the time between publishing a key and signing with it.
    private const string CacheControl = "public, max-age=60";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        var wellKnown = app.MapGroup("/.well-known").WithTags("Discovery").AllowAnonymous();
        wellKnown.MapGet("/openid-configuration", Describe).WithName("GetDiscoveryDocument").WithSummary("The OpenID discovery document");
        wellKnown.MapGet("/jwks.json", Publish)
            .WithName("GetSigningKeys").WithSummary("The public keys that access tokens are signed with");
    }

    // Addresses are relative to the request's host: inside the cluster it differs from the issuer's.
    private static Ok<DiscoveryDocument> Describe(HttpContext context, IOptions<IssuerOptions> issuer)
    {
        context.Response.Headers.CacheControl = CacheControl;
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        return TypedResults.Ok(new DiscoveryDocument(
            issuer.Value.Issuer, $"{here}/.well-known/jwks.json", $"{here}/users/login",
            ["token"], ["public"], [SecurityAlgorithms.RsaSha256]));
    }

    private static Ok<KeySet> Publish(HttpContext context, KeyRing keys)
    {
        context.Response.Headers.CacheControl = CacheControl;
        return TypedResults.Ok(new KeySet(keys.All.Select(key => key.Public).Select(
            key => new PublicKey(key.Kid, key.Kty, key.Use, key.Alg, key.N, key.E))));
    }
}
