using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Passwords;

internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Passwords");
        users.MapPost("/me/password", ChangeAsync)
            .WithName("ChangePassword").WithSummary("Changes the caller's password and ends the other sessions");
        users.MapPost("/password-reset", RequestResetAsync)
            .WithName("RequestPasswordReset").WithSummary("Mails a link that resets the password").AllowAnonymous();
        users.MapPost("/password-reset/confirm", ConfirmResetAsync)
            .WithName("ResetPassword").WithSummary("Sets a new password by a mailed link").AllowAnonymous();
    }

    private static async Task<Results<Ok<ChangePasswordResponse>, ProblemHttpResult>> ChangeAsync(
        ChangePasswordRequest request, Caller caller, PasswordConfirmation confirmation, PasswordHasher hasher, PasswordStore passwords,
        KnownDevices devices, CancellationToken cancellationToken)
    {
        if (PasswordRequestRules.Check(request).TryGetProblem(out var invalid))
            return invalid;
        var (credential, problem) = await confirmation.ConfirmOwnerAsync(
            caller, request.CurrentPassword!, request.Code, cancellationToken);
        if (credential is null)
            return problem!;
        if (await hasher.HashAsync(request.NewPassword!, cancellationToken) is not { } hash)
            return caller.Busy();
        return await passwords.ChangeAsync(credential, hash, caller, cancellationToken) is { } changed
            ? TypedResults.Ok(
                new ChangePasswordResponse(devices.IssueToken(changed, devices.Recognise(request.DeviceToken, credential))))
            : AccountProblems.WrongPassword();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RequestResetAsync(
        PasswordResetRequest request, Caller caller, PasswordResetStore resets, AttemptStore attempts, IOptions<AttemptOptions> limits,
        CancellationToken cancellationToken)
    {
        var email = EmailAddress.Find(request.Email);
        if (new FieldErrors().CheckEmail(email).TryGetProblem(out var invalid))
            return invalid;
        var wait = await attempts.CountAsync(limits.Value.ResetFromAddress, caller.ClientNetwork, cancellationToken)
            ?? await resets.RequestAsync(email!, caller, cancellationToken);
        return wait is { } delay ? caller.TooManyAttempts(delay) : TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmResetAsync(
        PasswordResetConfirmation request, Caller caller, OneTimeTokenStore tokens, PasswordHasher hasher, PasswordStore passwords,
        PasswordVerifier verifier, CredentialStore credentials, CancellationToken cancellationToken)
    {
        if (PasswordRequestRules.Check(request).TryGetProblem(out var invalid))
            return invalid;
        // Hashing is expensive: first check that the token exists.
        if (!await tokens.IsValidAsync(request.Token!, TokenPurpose.ResetPassword, cancellationToken))
            return AccountProblems.InvalidToken();
        if (await hasher.HashAsync(request.NewPassword!, cancellationToken) is not { } hash)
            return caller.Busy();
        if (await passwords.ResetAsync(request.Token!, hash, caller, cancellationToken) is not { } email)
            return AccountProblems.InvalidToken();
        // The mailbox does not open the way to guess codes.
        if (await credentials.FindAsync(email, cancellationToken) is { TwoFactor: false })
            await verifier.ClearAttemptsAsync(email, cancellationToken);
        return TypedResults.NoContent();
    }
}
