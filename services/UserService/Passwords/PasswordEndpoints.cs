using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Passwords;

internal static class PasswordEndpoints
{
    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Passwords");
        users.MapPost("/me/password", ChangeAsync);
        users.MapPost("/password-reset", RequestResetAsync).AllowAnonymous();
        users.MapPost("/password-reset/confirm", ConfirmResetAsync).AllowAnonymous();
    }

    /// <summary>The caller is who they say, but does not know their own password.</summary>
    public static ProblemHttpResult Wrong() => Problems.Problem(StatusCodes.Status403Forbidden, "wrong-password", "The password is wrong.");

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        ChangePasswordRequest request, Caller caller, OwnPassword ownPassword, PasswordHasher hasher, PasswordStore passwords,
        CancellationToken cancellationToken)
    {
        if (PasswordRequestRules.Check(request).Refusal(out var invalid))
            return invalid;
        var (credential, refusal) = await ownPassword.ProveAsync(caller, request.CurrentPassword!, cancellationToken);
        if (credential is null)
            return refusal!;
        if (await hasher.HashAsync(request.NewPassword!, cancellationToken) is not { } hash)
            return caller.ComeBackLater();
        return await passwords.ChangeAsync(credential, hash, caller, cancellationToken) ? TypedResults.NoContent() : Wrong();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RequestResetAsync(
        PasswordResetRequest request, Caller caller, PasswordResetStore resets, AttemptStore attempts, IOptions<AttemptOptions> limits,
        CancellationToken cancellationToken)
    {
        var email = EmailAddress.Normalise(request.Email);
        if (new FieldErrors().CheckEmail(email).Refusal(out var invalid))
            return invalid;
        var wait = await attempts.CountAsync(limits.Value.ResetFromAddress, caller.Household, cancellationToken)
            ?? await resets.RequestAsync(email!, caller, cancellationToken);
        return wait is { } time ? caller.MustWait(time) : TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmResetAsync(
        PasswordResetConfirmation request, Caller caller, OneTimeTokenStore tokens, PasswordHasher hasher, PasswordStore passwords, PasswordGate gate,
        CancellationToken cancellationToken)
    {
        if (PasswordRequestRules.Check(request).Refusal(out var invalid))
            return invalid;
        // A hash is work; it is not done for tokens that are made up.
        if (!await tokens.IsGoodAsync(request.Token!, TokenPurpose.ResetPassword, cancellationToken))
            return OneTimeTokenRules.Invalid();
        if (await hasher.HashAsync(request.NewPassword!, cancellationToken) is not { } hash)
            return caller.ComeBackLater();
        if (await passwords.ResetAsync(request.Token!, hash, caller, cancellationToken) is not { } email)
            return OneTimeTokenRules.Invalid();
        await gate.ReopenAsync(email, cancellationToken);
        return TypedResults.NoContent();
    }
}
