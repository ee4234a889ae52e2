using System.Security.Claims;
using System.Text.Json;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.OrderService.Features.Notes;

/// <summary>What staff write down about an order for each other.</summary>
internal static class NoteEndpoints
{
    public static RouteGroupBuilder MapNotes(this RouteGroupBuilder orders)
    {
        orders.MapGet("{id:guid}/notes", ListAsync).WithName("ListOrderNotes").WithSummary("Notes of staff about an order, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .RequirePermission(Permissions.OrdersRead);
        orders.MapPost("{id:guid}/notes", AddAsync).WithName("AddOrderNote").WithSummary("Adds a note to an order")
            .ProducesCommand<AddedNote>(StatusCodes.Status201Created)
            .RequirePermission(Permissions.OrdersWrite);
        return orders;
    }

    private static async Task<Results<Ok<NotePage>, ProblemHttpResult>> ListAsync(
        Guid id, NoteStore notes, CancellationToken cancellationToken, string? after = null, int limit = Paging.DefaultLimit)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var problem))
            return problem;
        if (await notes.ListAsync(id, page, cancellationToken) is not { } fetched)
            return Problems.NotFound("order");
        var (items, next) = page.Cut(fetched, note => note.Id);
        return TypedResults.Ok(new NotePage(items, next));
    }

    private static async Task<IResult> AddAsync(
        Guid id, NoteRequest request, [FromHeader(Name = IdempotentRequest.Header)] string? key, ClaimsPrincipal user,
        IdempotentExecutor executor, SagaContextFactory contexts, CancellationToken cancellationToken)
    {
        var errors = IdempotentRequest.CheckKey(key);
        request.Check(errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var at = contexts.Create().Now;
        var note = new Note(Guid.CreateVersion7(at), at, user.UserId(), request.Text!.Trim());
        var idempotent = IdempotentRequest.Create(
            user.UserId(), key!, $"POST /orders/{id}/notes", request, OrderJson.Default.NoteRequest);
        return await executor.ExecuteAsync(idempotent, unitOfWork => SaveAsync(unitOfWork, id, note, cancellationToken), cancellationToken);
    }

    private static async Task<IResult> SaveAsync(
        IdempotentTransaction unitOfWork, Guid order, Note note, CancellationToken cancellationToken)
    {
        var transaction = await unitOfWork.BeginAsync(cancellationToken);
        switch (await NoteStore.AddAsync(transaction, order, note, cancellationToken))
        {
            case NoteOutcome.UnknownOrder:
                return Problems.NotFound("order");
            case NoteOutcome.ErasedOrder:
                return Problems.Problem(
                    StatusCodes.Status409Conflict, "order-erased", "The buyer's personal data is erased: the order takes no notes.");
        }

        var answer = JsonSerializer.Serialize(new(note.Id, note.At, note.ActorId), OrderJson.Default.AddedNote);
        return await unitOfWork.CommitAsync(new(StatusCodes.Status201Created, $"/orders/{order}/notes", answer), cancellationToken);
    }
}
