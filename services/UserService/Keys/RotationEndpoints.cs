using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Keys;

/// <param name="SignsFrom">When the new key takes over.</param>
internal sealed record RotationResponse(DateTimeOffset SignsFrom);

internal static class RotationEndpoints
{
    /// <summary>For a key that may be known to others: the next one does not wait until its time has come.</summary>
    public static void MapKeyRotation(this IEndpointRouteBuilder app)
        => app.MapPost("/users/signing-keys", RotateAsync).WithTags("Staff").RequirePermission(Permissions.UsersWrite)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<RotationResponse>, ProblemHttpResult>> RotateAsync(KeyRing keys, CancellationToken cancellationToken)
        => await keys.RotateAsync(cancellationToken) is { } signsFrom
            ? TypedResults.Accepted("/.well-known/jwks.json", new RotationResponse(signsFrom))
            : Problems.Problem(StatusCodes.Status409Conflict, "rotation-in-progress", "A new key is published already, and does not sign yet.");
}
