using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.UserService.PersonalData;

internal sealed record EraseRequest(string? Password);

internal static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/users/me").WithTags("Personal data");
        me.MapGet("/export", ExportAsync);
        me.MapDelete("/", EraseAsync);
    }

    private static async Task<Results<Ok<PersonalDataDocument>, ProblemHttpResult>> ExportAsync(
        HttpContext http, Caller caller, PersonalDataExport export, CancellationToken cancellationToken)
    {
        if (await export.MakeAsync(caller, cancellationToken) is not { } document)
            return Problems.NotFound("account");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return TypedResults.Ok(document);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        [FromBody] EraseRequest request, Caller caller, OwnPassword ownPassword, Erasure erasure, PasswordGate gate,
        CancellationToken cancellationToken)
    {
        if (new FieldErrors().CheckPassword("password", request.Password).Refusal(out var invalid))
            return invalid;
        var (credential, refusal) = await ownPassword.ProveAsync(caller, request.Password!, cancellationToken);
        if (credential is null)
            return refusal!;

        switch (await erasure.EraseAsync(credential, cancellationToken))
        {
            case ErasureOutcome.LastAdmin:
                return StaffEndpoints.LastAdmin();
            case ErasureOutcome.Stale:
                return PasswordEndpoints.Wrong();
            default:
                await gate.ReopenAsync(credential.Email, cancellationToken);
                return TypedResults.NoContent();
        }
    }
}
