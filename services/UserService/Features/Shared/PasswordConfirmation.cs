using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Shared;

/// <summary>Sensitive changes require the password again: the session may be stolen.</summary>
internal sealed class PasswordConfirmation(CredentialStore credentials, PasswordVerifier verifier, RecentAuthentication recent)
{
    /// <summary>By the password alone: either the caller's credential or a problem.</summary>
    public async Task<(Credential? Credential, ProblemHttpResult? Problem)> ConfirmAsync(
        Caller caller, string password, CancellationToken cancellationToken)
    {
        var (credential, _, problem) = await CheckAsync(caller, password, code: null, cancellationToken);
        return problem is null ? (credential, null) : (null, problem);
    }

    /// <summary>By the password and, where two-factor sign-in is on, a code.</summary>
    public async Task<(Credential? Credential, ProblemHttpResult? Problem)> ConfirmAsync(
        Caller caller, string password, string? code, CancellationToken cancellationToken)
    {
        var (credential, verification, problem) = await CheckAsync(caller, password, code, cancellationToken);
        problem ??= verification.SecondFactorProblem(StatusCodes.Status403Forbidden);
        return problem is null ? (credential, null) : (null, problem);
    }

    /// <summary>
    /// By the password and, where two-factor sign-in is on, a code: of this request, or of the session's proof a short time ago.
    /// </summary>
    public async Task<(Credential? Credential, ProblemHttpResult? Problem)> ConfirmOwnerAsync(
        Caller caller, string password, string? code, CancellationToken cancellationToken)
    {
        var (credential, verification, problem) = await CheckAsync(caller, password, code, cancellationToken);
        var gaveCode = verification.SecondFactor is SecondFactor.Missing && credential is not null
            && recent.IsRecentSince(caller.Person, credential.TwoFactorSince);
        problem ??= gaveCode ? null : verification.SecondFactorProblem(StatusCodes.Status403Forbidden);
        return problem is null ? (credential, null) : (null, problem);
    }

    private async Task<(Credential? Credential, PasswordVerification Verification, ProblemHttpResult? Problem)> CheckAsync(
        Caller caller, string password, string? code, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is not { } credential)
            return (null, default, Problems.NotFound("account"));
        if (credential.IsGuest)
            return (null, default, AccountProblems.Guest());
        var verification = await verifier.ConfirmAsync(credential, password, code, caller, cancellationToken);
        var problem = verification.Check is PasswordCheck.Wrong ? verification.Problem ?? AccountProblems.WrongPassword() : null;
        return (credential, verification, problem);
    }
}
