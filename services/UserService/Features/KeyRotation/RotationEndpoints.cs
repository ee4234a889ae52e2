using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.KeyRotation;

/// <param name="SignsFrom">When the new key starts to sign.</param>
internal sealed record RotationResponse(DateTimeOffset SignsFrom);

internal static class RotationEndpoints
{
    /// <summary>For a key that may be compromised: publishes the next one before it is due.</summary>
    public static void MapKeyRotation(this IEndpointRouteBuilder app)
        => app.MapPost("/users/signing-keys", RotateAsync).WithName("RotateSigningKey").WithSummary("Publishes the next signing key early")
            .WithTags("Staff").RequirePermission(Permissions.UsersWrite)
            .RequireRecentAuthentication().ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<RotationResponse>, ProblemHttpResult>> RotateAsync(
        KeyRing keys, CancellationToken cancellationToken)
        => await keys.RotateAsync(cancellationToken) is { } signsFrom
            ? TypedResults.Accepted("/.well-known/jwks.json", new RotationResponse(signsFrom))
            : Problems.Problem(
                StatusCodes.Status409Conflict, "rotation-in-progress", "A new key is published already, and does not sign yet.");
}
