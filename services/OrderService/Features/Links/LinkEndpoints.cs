using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features.Links;

/// <param name="Key">Opens this order alone, to read it; never to be logged.</param>
internal sealed record AccessKeyResponse(string Key);

/// <summary>
/// Orders of guests are found by a link in their mails, also after the session has ended. A path of its own: the key opens no other
/// operation, and whoever has a session goes on without one.
/// </summary>
internal static class LinkEndpoints
{
    /// <summary>A header, because addresses of requests are logged.</summary>
    private const string KeyHeader = "X-Order-Key";

    public static RouteGroupBuilder MapLinks(this RouteGroupBuilder orders)
    {
        orders.MapGet("{id:guid}/key", FindKeyAsync).WithName("GetOrderKey").WithSummary("The key of the link to an order")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequirePermission(Permissions.OrdersRead);
        orders.MapGet("{id:guid}/by-key", OpenAsync).WithName("GetOrderByKey").WithSummary("An order, for whoever has its key")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AllowAnonymous()
            .AnswersAboutAPerson();
        return orders;
    }

    private static async Task<Results<Ok<AccessKeyResponse>, ProblemHttpResult>> FindKeyAsync(
        Guid id, AccessKeys keys, CancellationToken cancellationToken)
        => await keys.FindAsync(id, cancellationToken) is { } key
            ? TypedResults.Ok(new AccessKeyResponse(key))
            : Problems.NotFound("order");

    private static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> OpenAsync(
        Guid id, [FromHeader(Name = KeyHeader)] string? key, AccessKeys keys, OrderQueries queries, OrderResponses responses,
        CancellationToken cancellationToken)
        => await keys.OpensAsync(id, key ?? "", cancellationToken)
            && await queries.FindAsync(id, owner: null, cancellationToken) is { } found
                ? TypedResults.Ok(responses.Of(found))
                : Problems.NotFound("order");
}
