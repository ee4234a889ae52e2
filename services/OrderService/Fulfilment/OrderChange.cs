using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Fulfilment;

/// <summary>A body that can tell what is wrong with it.</summary>
internal interface IOrderRequest
{
    void Check(FieldErrors errors);
}

/// <summary>The decision, or null and why there is none.</summary>
internal delegate (Decision? Decision, IResult Refusal) Decide(Order order, SagaClock clock);

/// <summary>A call that changes one order, once per key: the caller's own, or anybody's for who may write orders.</summary>
internal sealed record OrderChange(
    Guid Id, [FromHeader(Name = IdempotentRequest.Header)] string? Key, ClaimsPrincipal User, OrderWork Work, CancellationToken CancellationToken)
{
    /// <param name="action">What the path says behind the order.</param>
    public Task<IResult> RunAsync(string action, OrderAnswer answer, Decide decide)
        => RunAsync(IdempotentRequest.Check(Key), () => IdempotentRequest.Of(User.UserId(), Key!, Operation(action)), answer, decide);

    public Task<IResult> RunAsync<TBody>(string action, TBody body, JsonTypeInfo<TBody> json, OrderAnswer answer, Decide decide)
        where TBody : IOrderRequest
    {
        var errors = IdempotentRequest.Check(Key);
        body.Check(errors);
        return RunAsync(errors, () => IdempotentRequest.Of(User.UserId(), Key!, Operation(action), body, json), answer, decide);
    }

    private async Task<IResult> RunAsync(FieldErrors errors, Func<IdempotentRequest> request, OrderAnswer answer, Decide decide)
    {
        if (errors.Refusal(out var refusal))
            return refusal;
        Guid? owner = User.HasPermission(Permissions.OrdersWrite) ? null : User.UserId();
        return await Work.RunAsync(request(), Id, owner, answer, decide, CancellationToken);
    }

    private string Operation(string action) => $"POST /orders/{Id}/{action}";
}
