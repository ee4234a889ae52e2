using System.Security.Claims;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Checkout;

internal static class CheckoutEndpoint
{
    public static RouteGroupBuilder MapCheckout(this RouteGroupBuilder orders)
    {
        orders.MapPost("", CheckoutAsync).WithName("Checkout")
            .Produces<OrderResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return orders;
    }

    private static async Task<IResult> CheckoutAsync(
        CheckoutRequest request,
        [FromHeader(Name = IdempotentRequest.Header)] string? key,
        [FromHeader(Name = "Authorization")] string? authorization,
        [FromHeader(Name = TestGroup.Header)] string? testGroup,
        ClaimsPrincipal user,
        IdempotentWork work,
        CheckoutService checkout,
        CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.Check(key).CheckTestGroup(testGroup);
        request.Check(errors);
        if (errors.Refusal(out var refusal))
            return refusal;

        var userId = user.UserId();
        var once = IdempotentRequest.Of(userId, key!, "POST /orders", request, OrderJson.Default.CheckoutRequest);
        return await work.RunAsync(once, () => checkout.PrepareAsync(userId, request, testGroup, authorization ?? "", cancellationToken), cancellationToken);
    }
}
