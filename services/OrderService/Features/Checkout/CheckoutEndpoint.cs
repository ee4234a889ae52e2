using System.Security.Claims;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features.Checkout;

internal static class CheckoutEndpoint
{
    public static RouteGroupBuilder MapCheckout(this RouteGroupBuilder orders)
    {
        orders.MapPost("", CheckoutAsync).WithName("Checkout").WithSummary("Places an order")
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
        IdempotentExecutor executor,
        CheckoutHandler handler,
        SettingsInForce settings,
        CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.CheckKey(key).CheckTestGroup(testGroup);
        // The same for all that follows, whatever is saved meanwhile.
        var rules = settings.Pricing;
        request.Check(errors, rules);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var checkout = new CheckoutCommand(user.UserId(), request, rules, testGroup, authorization ?? "");
        var idempotent = IdempotentRequest.Create(
            checkout.UserId, key!, "POST /orders", request.Intention, OrderJson.Default.CheckoutRequest);
        return await executor.ExecuteAsync(
            idempotent, unitOfWork => handler.PlaceAsync(checkout, unitOfWork, cancellationToken), cancellationToken);
    }
}
