using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.UserService.Infrastructure.TwoFactor;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.UserService.Features.TwoFactor;

/// <summary>Two-factor sign-in of the caller's account.</summary>
internal static class TwoFactorEndpoints
{
    public static void MapTwoFactor(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/users/me/two-factor").WithTags("Two-factor sign-in");
        own.MapPost("/", BeginAsync).WithName("SetUpTwoFactor").WithSummary("Makes a secret for an authenticator app");
        own.MapPost("/confirm", ConfirmAsync).WithName("ConfirmTwoFactor").WithSummary("Turns two-factor sign-in on by a code of the app");
        own.MapDelete("/", RemoveAsync).WithName("RemoveTwoFactor").WithSummary("Turns two-factor sign-in off");
        own.MapPost("/recovery-codes", ReplaceRecoveryCodesAsync)
            .WithName("ReplaceRecoveryCodes").WithSummary("Makes new recovery codes, the earlier ones end");
    }

    private static async Task<Results<Ok<TwoFactorSetup>, ProblemHttpResult>> BeginAsync(
        TwoFactorSetupRequest request, Caller caller, PasswordConfirmation confirmation, TwoFactorStore twoFactors, AuthenticatorApp app,
        CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        var (credential, problem) = await confirmation.ConfirmAsync(caller, request.Password!, cancellationToken);
        if (credential is null)
            return problem!;
        return await twoFactors.BeginAsync(caller, cancellationToken) is { } secret
            ? TypedResults.Ok(new TwoFactorSetup(AuthenticatorApp.TextOf(secret), app.AddressOf(secret, credential.Email!)))
            : AccountProblems.TwoFactorOn();
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> ConfirmAsync(
        TwoFactorConfirmation request, Caller caller, PasswordVerifier verifier, TwoFactorStore twoFactors,
        CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        if (await verifier.CountCodeAsync(caller, cancellationToken) is { } tooMany)
            return tooMany;
        var (outcome, codes) = await twoFactors.ConfirmAsync(caller, request.Code!, cancellationToken);
        if (outcome is not TwoFactorOutcome.Done)
            return Problem(outcome);
        await verifier.ClearCodesAsync(caller, cancellationToken);
        return TypedResults.Ok(new RecoveryCodes(codes));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        [FromBody] TwoFactorRequest request, Caller caller, PasswordConfirmation confirmation, TwoFactorStore twoFactors,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(request, caller, confirmation, cancellationToken) is { } refusal)
            return refusal;
        return await twoFactors.RemoveAsync(caller, cancellationToken) ? TypedResults.NoContent() : AccountProblems.TwoFactorOff();
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> ReplaceRecoveryCodesAsync(
        TwoFactorRequest request, Caller caller, PasswordConfirmation confirmation, TwoFactorStore twoFactors,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(request, caller, confirmation, cancellationToken) is { } refusal)
            return refusal;
        return await twoFactors.ReplaceRecoveryCodesAsync(caller, cancellationToken) is { } codes
            ? TypedResults.Ok(new RecoveryCodes(codes))
            : AccountProblems.TwoFactorOff();
    }

    /// <summary>Null for a caller who has given the password and a code.</summary>
    private static async Task<ProblemHttpResult?> RefuseAsync(
        TwoFactorRequest request, Caller caller, PasswordConfirmation confirmation, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var invalid))
            return invalid;
        var (credential, problem) = await confirmation.ConfirmAsync(caller, request.Password!, request.Code, cancellationToken);
        return problem ?? (credential!.TwoFactor ? null : AccountProblems.TwoFactorOff());
    }

    private static ProblemHttpResult Problem(TwoFactorOutcome outcome) => outcome switch
    {
        TwoFactorOutcome.On => AccountProblems.TwoFactorOn(),
        TwoFactorOutcome.Off => AccountProblems.TwoFactorOff(),
        _ => AccountProblems.WrongCode(StatusCodes.Status403Forbidden),
    };
}
