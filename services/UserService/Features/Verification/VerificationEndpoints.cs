using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Verification;

internal sealed record VerifyRequest(string? Token);

internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Verification");
        users.MapPost("/me/verification", RequestAsync)
            .WithName("RequestVerification").WithSummary("Mails another link that verifies the email address");
        users.MapPost("/verify", VerifyAsync).WithName("VerifyEmail").WithSummary("Verifies an email address by a mailed link")
            .AllowAnonymous();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RequestAsync(
        Caller caller, CredentialStore credentials, VerificationStore verifications, AttemptStore attempts,
        IOptions<AttemptOptions> limits, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is { IsGuest: true })
            return AccountProblems.Guest();
        if (await attempts.CountAsync(limits.Value.Verification, $"{caller.UserId}", cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);
        return await verifications.RequestAsync(caller, cancellationToken)
            ? TypedResults.Accepted((string?)null)
            : Problems.Problem(StatusCodes.Status409Conflict, "already-verified", "This account's address is verified already.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> VerifyAsync(
        VerifyRequest request, Caller caller, VerificationStore verifications, CancellationToken cancellationToken)
    {
        if (new FieldErrors().CheckToken("token", request.Token).TryGetProblem(out var refusal))
            return refusal;
        return await verifications.VerifyAsync(request.Token!, caller, cancellationToken) switch
        {
            VerificationOutcome.Done => TypedResults.NoContent(),
            VerificationOutcome.EmailTaken => AccountProblems.EmailTaken(),
            _ => AccountProblems.InvalidToken(),
        };
    }
}
