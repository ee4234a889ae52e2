using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.ServiceTokens;

internal sealed record ServiceTokenRequest(string Service, string Secret);

/// <param name="ExpiresIn">Seconds that the token lives.</param>
internal sealed record ServiceTokenResponse(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>Issues tokens to services. The gateway has no route to it: only services reach it.</summary>
internal static class ServiceTokenEndpoint
{
    public static void MapServiceTokens(this IEndpointRouteBuilder app)
        => app.MapPost("/service-tokens", Issue).WithName("IssueServiceToken").WithSummary("Issues an access token to a service")
            .WithTags("Service accounts").AllowAnonymous()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static Results<Ok<ServiceTokenResponse>, ProblemHttpResult> Issue(
        ServiceTokenRequest request, IOptions<ServiceAccountOptions> options, AccessTokenIssuer tokens)
    {
        if (!options.Value.ServiceAccounts.TryGetValue(request.Service, out var account) || !AreEqual(request.Secret, account.Secret))
            return Problems.Problem(StatusCodes.Status401Unauthorized, "wrong-credentials", "The service or its secret is wrong.");
        var token = tokens.Issue(request.Service, account.Permissions);
        return TypedResults.Ok(new ServiceTokenResponse(token.Value, IssuedToken.Type, token.LifetimeSeconds));
    }

    // Hashes have one length: the time that the comparison takes tells nothing about the secret.
    private static bool AreEqual(string given, string secret) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(secret));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
