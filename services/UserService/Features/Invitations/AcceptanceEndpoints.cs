using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Invitations;

/// <summary>
/// For whoever holds the link that was mailed. It proves the mailbox and no more: an account that is there is proved by its password, and
/// its code where it has one.
/// </summary>
internal static class AcceptanceEndpoints
{
    public static void MapAcceptance(this IEndpointRouteBuilder app)
    {
        var invitations = app.MapGroup("/users/invitations").WithTags("Staff").AllowAnonymous();
        invitations.MapPost("/read", ReadAsync).WithName("ReadInvitation").WithSummary("What a mailed invitation offers");
        invitations.MapPost("/accept", AcceptAsync).WithName("AcceptInvitation").WithSummary("Accepts a mailed invitation, once");
    }

    private static async Task<Results<Ok<OfferedInvitation>, ProblemHttpResult>> ReadAsync(
        InvitationTokenRequest request, InvitationStore invitations, CredentialStore credentials, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        if (await invitations.FindAsync(request.Token!, cancellationToken) is not { } invitation)
            return AccountProblems.InvalidToken();
        var hasAccount = await credentials.FindAsync(invitation.Email, cancellationToken) is not null;
        return TypedResults.Ok(new OfferedInvitation(invitation.Email, invitation.Roles, invitation.ExpiresAt, hasAccount));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AcceptAsync(
        AcceptanceRequest request, Caller caller, InvitationStore invitations, CredentialStore credentials, InvitationAcceptance acceptance,
        PasswordVerifier verifier, PasswordHasher hasher, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        // Hashing is expensive: first check that the token exists.
        if (await invitations.FindAsync(request.Token!, cancellationToken) is not { } invitation)
            return AccountProblems.InvalidToken();
        if (await credentials.FindAsync(invitation.Email, cancellationToken) is { } credential)
        {
            if (await RefuseAsync(request, credential, verifier, caller, cancellationToken) is { } refusal)
                return refusal;
            return ToResult(await acceptance.GiveAsync(request.Token!, credential, caller, cancellationToken));
        }

        if (request.CheckNewAccount().TryGetProblem(out var unfit))
            return unfit;
        if (await hasher.HashAsync(request.Password!, cancellationToken) is not { } hash)
            return caller.Busy();
        var account = request.ToAccount(invitation, hash, timeProvider.GetUtcNow());
        return ToResult(await acceptance.RegisterAsync(request.Token!, account, caller, cancellationToken));
    }

    /// <summary>Null for the owner of the account.</summary>
    private static async Task<ProblemHttpResult?> RefuseAsync(
        AcceptanceRequest request, Credential credential, PasswordVerifier verifier, Caller caller, CancellationToken cancellationToken)
    {
        var verification = await verifier.VerifyAsync(
            credential.Email!, request.Password!, request.Code, credential, device: null, caller, cancellationToken);
        if (verification.Check is PasswordCheck.Wrong)
            return verification.Problem ?? AccountProblems.WrongPassword();
        if (credential.DisabledAt is not null)
            return AccountProblems.Disabled();
        return verification.SecondFactorProblem(StatusCodes.Status403Forbidden);
    }

    private static Results<NoContent, ProblemHttpResult> ToResult(AcceptanceOutcome outcome) => outcome switch
    {
        AcceptanceOutcome.Done => TypedResults.NoContent(),
        AcceptanceOutcome.EmailTaken => AccountProblems.EmailTaken(),
        AcceptanceOutcome.CredentialChanged => AccountProblems.WrongPassword(),
        _ => AccountProblems.InvalidToken(),
    };
}
