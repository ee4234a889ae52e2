using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.ServiceAccounts;

internal sealed record ServiceTokenRequest(string Service, string Secret);

/// <param name="ExpiresIn">Seconds that the token lives.</param>
internal sealed record ServiceTokenResponse(string AccessToken, string TokenType, int ExpiresIn);

/// <summary>Gives a service a token of its own. No route of the gateway leads here: only services reach it.</summary>
internal static class ServiceTokenEndpoint
{
    public static void MapServiceTokens(this IEndpointRouteBuilder app)
        => app.MapPost("/service-tokens", Issue).WithName("IssueServiceToken").WithTags("Service accounts").AllowAnonymous()
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static Results<Ok<ServiceTokenResponse>, ProblemHttpResult> Issue(
        ServiceTokenRequest request, IOptions<ServiceAccountOptions> options, AccessTokenIssuer tokens)
        => options.Value.ServiceAccounts.TryGetValue(request.Service, out var account) && IsSame(request.Secret, account.Secret)
            ? TypedResults.Ok(tokens.Issue(request.Service, account.Permissions))
            : Problems.Problem(StatusCodes.Status401Unauthorized, "wrong-credentials", "The service or its secret is wrong.");

    // Of the hashes, which have one length: how long it takes tells nothing about the secret.
    private static bool IsSame(string given, string secret)
        => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
