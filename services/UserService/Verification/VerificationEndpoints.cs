using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Verification;

internal sealed record VerifyRequest(string? Token);

internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Verification");
        users.MapPost("/me/verification", RequestAsync);
        users.MapPost("/verify", VerifyAsync).AllowAnonymous();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RequestAsync(
        Caller caller, VerificationStore verifications, AttemptStore attempts, IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        if (await attempts.CountAsync(limits.Value.Verification, $"{caller.UserId}", cancellationToken) is { } wait)
            return caller.MustWait(wait);
        return await verifications.RequestAsync(caller, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : Problems.Problem(StatusCodes.Status409Conflict, "already-verified", "This account's address is verified already.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> VerifyAsync(
        VerifyRequest request, Caller caller, VerificationStore verifications, CancellationToken cancellationToken)
    {
        if (new FieldErrors().CheckToken(request.Token).Refusal(out var refusal))
            return refusal;
        return await verifications.VerifyAsync(request.Token!, caller, cancellationToken) switch
        {
            VerificationOutcome.Done => TypedResults.NoContent(),
            VerificationOutcome.EmailTaken => AccountEndpoints.EmailTaken(),
            _ => OneTimeTokenRules.Invalid(),
        };
    }
}
