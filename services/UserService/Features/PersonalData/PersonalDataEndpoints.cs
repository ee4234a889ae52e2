using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.UserService.Features.PersonalData;

/// <param name="Password">Null for a guest.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on and the sign-in is not recent.</param>
internal sealed record EraseRequest(string? Password = null, string? Code = null);

internal static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/users/me").WithTags("Personal data");
        me.MapGet("/export", ExportAsync).WithName("ExportPersonalData").WithSummary("All data about the caller");
        me.MapDelete("/", EraseAsync).WithName("EraseAccount").WithSummary("Erases the caller's account");

        var account = app.MapGroup("/users/{id:guid}").WithTags("Personal data").RequirePermission(Permissions.UsersWrite);
        account.MapGet("/export", ExportOfAsync).WithName("ExportPersonalDataOf").WithSummary("All data about a person, on request")
            .RequireRecentAuthentication();
        account.MapDelete("/", EraseByStaffAsync).WithName("EraseAccountByStaff").WithSummary("Erases an account, on its owner's request")
            .RequireRecentAuthentication();
    }

    private static Task<Results<Ok<PersonalDataDocument>, ProblemHttpResult>> ExportAsync(
        HttpContext http, Caller caller, PersonalDataExport export, CancellationToken cancellationToken)
        => ExportOfAsync(caller.UserId, http, caller, export, cancellationToken);

    private static async Task<Results<Ok<PersonalDataDocument>, ProblemHttpResult>> ExportOfAsync(
        Guid id, HttpContext http, Caller caller, PersonalDataExport export, CancellationToken cancellationToken)
    {
        if (await export.CreateAsync(caller, id, cancellationToken) is not { } document)
            return Problems.NotFound("account");
        http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return TypedResults.Ok(document);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        [FromBody] EraseRequest request, Caller caller, CredentialStore credentials, PasswordConfirmation confirmation,
        AccountErasure erasure, PasswordVerifier verifier, CancellationToken cancellationToken)
    {
        var (credential, problem) = await ConfirmAsync(request, caller, credentials, confirmation, cancellationToken);
        if (credential is null)
            return problem!;

        switch (await erasure.EraseAsync(credential, cancellationToken))
        {
            case ErasureOutcome.LastAdmin:
                return AccountProblems.LastAdmin();
            case ErasureOutcome.CredentialChanged:
                return AccountProblems.WrongPassword();
            default:
                if (credential.Email is { } email)
                    await verifier.ClearAttemptsAsync(email, cancellationToken);
                return TypedResults.NoContent();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseByStaffAsync(
        Guid id, Caller caller, CredentialStore credentials, AccountErasure erasure, PasswordVerifier verifier,
        CancellationToken cancellationToken)
    {
        var credential = await credentials.FindAsync(id, cancellationToken);
        if (await erasure.EraseAsync(caller, id, cancellationToken) is var verdict and not StaffVerdict.Done)
            return AccountProblems.Of(verdict);
        if (credential?.Email is { } email)
            await verifier.ClearAttemptsAsync(email, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>A guest has no password: the session is all that proves who it is.</summary>
    private static async Task<(Credential? Credential, ProblemHttpResult? Problem)> ConfirmAsync(
        EraseRequest request, Caller caller, CredentialStore credentials, PasswordConfirmation confirmation,
        CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(caller.UserId, cancellationToken) is { IsGuest: true } guest)
            return (guest, null);
        return new FieldErrors().CheckPassword("password", request.Password).CheckOptionalCode(request.Code).TryGetProblem(out var invalid)
            ? (null, invalid)
            : await confirmation.ConfirmOwnerAsync(caller, request.Password!, request.Code, cancellationToken);
    }
}
