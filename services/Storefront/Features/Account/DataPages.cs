using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Payments;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

/// <summary>All data about the shopper, to take along or to erase.</summary>
internal static class DataPages
{
    /// <summary>A file to read, not a part of a page.</summary>
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/account/data").DisableAntiforgery();
        data.MapGet("", ShowAsync);
        data.MapGet("/export", ExportAsync);
        data.MapPost("/erase", EraseAsync);
    }

    /// <summary>The account is read for its answer alone: without a session the page leads to the login.</summary>
    private static async Task<IResult> ShowAsync(AccountApi api, CancellationToken cancellationToken)
        => Show(await api.ReadAsync(cancellationToken), FormMessages.None);

    private static async Task<IResult> ExportAsync(AccountApi api, SavedCards cards, CancellationToken cancellationToken)
    {
        var export = JsonNode.Parse(await api.ExportAsync(cancellationToken))!.AsObject();
        // Without the tokens: they pay.
        export["savedCards"] = new JsonArray([.. (await cards.ListAsync(cancellationToken)).Select(Described)]);
        return Results.File(Encoding.UTF8.GetBytes(export.ToJsonString(Readable)), "application/json", "my-data.json");
    }

    private static JsonNode Described(SavedCard card) => new JsonObject
    {
        ["id"] = card.Id,
        ["brand"] = card.Brand,
        ["last4"] = card.Last4,
        ["expiryMonth"] = card.ExpiryMonth,
        ["expiryYear"] = card.ExpiryYear,
        ["createdAt"] = card.CreatedAt,
    };

    private static async Task<IResult> EraseAsync(
        [FromForm] string? password, [FromForm] string? code, AccountApi api, Session session, CancellationToken cancellationToken)
    {
        var account = await api.ReadAsync(cancellationToken);
        if (await api.SendAsync(HttpMethod.Delete, "", new ErasureRequest(password, code.OrNull()), cancellationToken) is { } problem)
            return Show(account, FormMessages.Of(problem, "password", "code"));
        session.SignOut();
        return Results.LocalRedirect("~/");
    }

    private static RazorComponentResult<DataPage> Show(Infrastructure.Gateway.Account account, FormMessages errors)
        => new(new { account.Email, account.Guest, account.TwoFactor, Errors = errors });
}
