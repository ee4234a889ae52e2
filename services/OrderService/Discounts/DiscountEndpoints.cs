using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Discounts;

internal static class DiscountEndpoints
{
    public static RouteGroupBuilder MapDiscounts(this RouteGroupBuilder orders)
    {
        var discounts = orders.MapGroup("discounts").WithTags("Discounts").RequirePermission(Permissions.OrdersWrite);
        discounts.MapGet("", ListAsync).WithName("ListDiscounts").ProducesProblem(StatusCodes.Status400BadRequest);
        discounts.MapGet("{code}", FindAsync).WithName("GetDiscount").ProducesProblem(StatusCodes.Status404NotFound);
        discounts.MapPost("", AddAsync).WithName("AddDiscount")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        discounts.MapPut("{code}", ReplaceAsync).WithName("ReplaceDiscount")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        discounts.MapDelete("{code}", DeleteAsync).WithName("DeleteDiscount").ProducesProblem(StatusCodes.Status404NotFound);
        return orders;
    }

    private static async Task<Results<Ok<DiscountPage>, ProblemHttpResult>> ListAsync(
        DiscountStore store, CancellationToken cancellationToken, string? after = null, int limit = Paging.DefaultLimit)
    {
        if (Paging.Check(limit).Refusal(out var refusal))
            return refusal;
        var found = await store.ListAsync(after, limit + 1, cancellationToken);
        return TypedResults.Ok(new DiscountPage(
            [.. found.Take(limit).Select(DiscountResponse.From)], found.Count > limit ? found[limit - 1].Code : null));
    }

    private static async Task<Results<Ok<DiscountResponse>, ProblemHttpResult>> FindAsync(string code, DiscountStore store, CancellationToken cancellationToken)
        => await store.FindAsync(Discount.Normalise(code), cancellationToken) is { } discount
            ? TypedResults.Ok(DiscountResponse.From(discount))
            : Problems.NotFound("discount code");

    private static async Task<Results<Created<DiscountResponse>, ProblemHttpResult>> AddAsync(
        DiscountRequest request, DiscountStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        DiscountRequest.CheckCode(request.Code, errors);
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;
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
        if (errors.Refusal(out var refusal))
            return refusal;
        return await store.ReplaceAsync(request.ToDiscount(code), cancellationToken) is { } discount
            ? TypedResults.Ok(DiscountResponse.From(discount))
            : Problems.NotFound("discount code");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string code, DiscountStore store, CancellationToken cancellationToken)
        => await store.DeleteAsync(Discount.Normalise(code), cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound("discount code");
}
