using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Discounts;

internal static class DiscountEndpoints
{
    public static RouteGroupBuilder MapDiscounts(this RouteGroupBuilder orders)
    {
        var discounts = orders.MapGroup("discounts").WithTags("Discounts").RequirePermission(Permissions.OrdersWrite);
        discounts.MapGet("", ListAsync).WithName("ListDiscounts").WithSummary("Discount codes")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        discounts.MapGet("{code}", FindAsync).WithName("GetDiscount").WithSummary("A discount code")
            .ProducesProblem(StatusCodes.Status404NotFound);
        discounts.MapPost("", AddAsync).WithName("AddDiscount").WithSummary("Adds a discount code")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        discounts.MapPut("{code}", ReplaceAsync).WithName("ReplaceDiscount").WithSummary("Replaces a discount code")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        discounts.MapDelete("{code}", DeleteAsync).WithName("DeleteDiscount").WithSummary("Deletes a discount code")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return orders;
    }

    private static async Task<Results<Ok<DiscountPage>, ProblemHttpResult>> ListAsync(
        DiscountStore store, CancellationToken cancellationToken, string? after = null, int limit = Paging.DefaultLimit)
    {
        if (new FieldErrors().CheckLimit(limit).TryGetProblem(out var problem))
            return problem;
        var found = await store.ListAsync(after, limit + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, limit, discount => discount.Code);
        return TypedResults.Ok(new DiscountPage([.. items.Select(DiscountResponse.From)], next));
    }

    private static async Task<Results<Ok<DiscountResponse>, ProblemHttpResult>> FindAsync(
        string code, DiscountStore store, CancellationToken cancellationToken)
        => await store.FindAsync(Discount.Normalise(code), cancellationToken) is { } discount
            ? TypedResults.Ok(DiscountResponse.From(discount))
            : Problems.NotFound("discount code");

    private static async Task<Results<Created<DiscountResponse>, ProblemHttpResult>> AddAsync(
        DiscountRequest request, DiscountStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        DiscountRequest.CheckCode(request.Code, errors);
        request.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        var discount = request.ToDiscount(request.Code!);
        return await store.TryAddAsync(discount, cancellationToken)
            ? TypedResults.Created($"/orders/discounts/{discount.Code}", DiscountResponse.From(discount))
            : Problems.Problem(StatusCodes.Status409Conflict, "discount-code-taken", "There is such a discount code already.");
    }

    private static async Task<Results<Ok<DiscountResponse>, ProblemHttpResult>> ReplaceAsync(
        string code, DiscountRequest request, DiscountStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        return await store.ReplaceAsync(request.ToDiscount(code), cancellationToken) is { } discount
            ? TypedResults.Ok(DiscountResponse.From(discount))
            : Problems.NotFound("discount code");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string code, DiscountStore store, CancellationToken cancellationToken)
        => await store.DeleteAsync(Discount.Normalise(code), cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound("discount code");
}
