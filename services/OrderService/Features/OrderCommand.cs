using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features;

/// <summary>What a command does to an order: the decision to save, or the problem to answer.</summary>
internal delegate OrderOutcome Decide(Order order, SagaContext context);

/// <summary>What is answered once the order has changed.</summary>
internal delegate StoredResponse Respond(Order order, IReadOnlyList<StatusChange> history);

internal readonly record struct OrderOutcome(Decision? Decision, IResult? Problem)
{
    /// <param name="decision">Null where the order does not allow it, and <paramref name="problem"/> says why.</param>
    /// <param name="problem">Made only where it is needed.</param>
    public static OrderOutcome From(Decision? decision, Func<IResult> problem) => new(decision, decision is null ? problem() : null);

    public static OrderOutcome Accept(Decision decision) => new(decision, null);

    public static OrderOutcome Refuse(IResult problem) => new(null, problem);
}

/// <summary>
/// A request that changes one order, once per idempotency key: the caller's own order, or anybody's for callers who may write orders.
/// </summary>
internal sealed record OrderCommand(
    Guid Id, [FromHeader(Name = IdempotentRequest.Header)] string? Key, ClaimsPrincipal User,
    IdempotentExecutor Executor, OrderStore Orders, SagaContextFactory Contexts, OrderResponses Responses,
    CancellationToken CancellationToken)
{
    /// <param name="action">The path behind the order.</param>
    /// <param name="decide">Decides about the locked order.</param>
    /// <param name="respond">The response to store and to send.</param>
    public async Task<IResult> ExecuteAsync(string action, Decide decide, Respond respond)
    {
        if (IdempotentRequest.CheckKey(Key).TryGetProblem(out var problem))
            return problem;
        return await ExecuteAsync(IdempotentRequest.Create(User.UserId(), Key!, Operation(action)), decide, respond);
    }

    /// <inheritdoc cref="ExecuteAsync(string, Decide, Respond)"/>
    public async Task<IResult> ExecuteAsync<TBody>(string action, TBody body, JsonTypeInfo<TBody> json, Decide decide, Respond respond)
        where TBody : IValidated
    {
        var errors = IdempotentRequest.CheckKey(Key);
        body.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        return await ExecuteAsync(IdempotentRequest.Create(User.UserId(), Key!, Operation(action), body, json), decide, respond);
    }

    private Task<IResult> ExecuteAsync(IdempotentRequest request, Decide decide, Respond respond)
        => Executor.ExecuteAsync(request, unitOfWork => ChangeAsync(unitOfWork, decide, respond), CancellationToken);

    private async Task<IResult> ChangeAsync(IdempotentTransaction unitOfWork, Decide decide, Respond respond)
    {
        var transaction = await unitOfWork.BeginAsync(CancellationToken);
        if (await OrderStore.LockAsync(transaction, Id, User.WritableOwner(), CancellationToken) is not { } order)
            return Problems.NotFound("order");

        var (decision, problem) = decide(order, Contexts.Create());
        if (decision is null)
            return problem!;

        var actor = Actor.Person(User.UserId(), order.UserId);
        await Orders.SaveAsync(transaction, decision with { Actor = actor }, CancellationToken);
        var history = await OrderStore.HistoryAsync(transaction, Id, CancellationToken);
        return await unitOfWork.CommitAsync(respond(decision.Order, history), CancellationToken);
    }

    private string Operation(string action) => $"POST /orders/{Id}/{action}";
}
