using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>Sending something of an order back, and the label for the parcel.</summary>
internal static class ReturnPages
{
    public static void MapReturns(this IEndpointRouteBuilder order)
    {
        order.MapGet("/return", AskAsync);
        order.MapPost("/return", ReturnAsync);
        order.MapGet("/returns/{returnId:guid}/label", LabelAsync);
    }

    private static async Task<IResult> AskAsync(Guid id, OrderReader orders, CancellationToken cancellationToken)
        => await orders.FindOwnAsync(id, cancellationToken) is { } order ? Ask(order, ReturnForm.New()) : Pages.NotFound();

    private static async Task<IResult> ReturnAsync(
        Guid id, [FromForm] ReturnForm form, OrderReader orders, OrderRequests requests, IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        var request = form.ToRequest();
        var refusal = request.Lines.Count == 0
            ? new(StatusCodes.Status400BadRequest, [texts["Choose how many pieces of what you want to send back."]])
            : await requests.ReturnAsync(id, request, form.Key, cancellationToken);
        if (refusal is null)
            return Results.LocalRedirect($"~/orders/{id}?done=return#returns");
        return await orders.FindOwnAsync(id, cancellationToken) is { } order ? Ask(order, form, refusal) : Pages.NotFound();
    }

    /// <summary>Only of a return that may travel.</summary>
    /// <param name="key">Of the link in a guest's mail; it is kept in a cookie, and the address is left without it.</param>
    private static async Task<IResult> LabelAsync(
        Guid id, Guid returnId, string? key, OrderReader orders, OrderKeys keys, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            keys.Keep(id, key);
            return Results.LocalRedirect($"~/orders/{id}/returns/{returnId}/label");
        }

        var order = (await orders.FindAsync(id, cancellationToken))?.Order;
        return order?.Returns?.FirstOrDefault(known => known.Id == returnId) is { HasLabel: true } found
            ? new RazorComponentResult<LabelPage>(new { Order = order, Return = found })
            : Pages.NotFound();
    }

    private static RazorComponentResult<ReturnPage> Ask(Order order, ReturnForm form, Refusal? refusal = null)
        => new(new { Order = order, Form = form, Messages = refusal?.Messages ?? [] }) { StatusCode = refusal?.Status };
}
