using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ecommerce.Messaging;

/// <summary>What an operator does about messages that no retry could process.</summary>
public static class DeadLetterEndpoints
{
    /// <summary>
    /// Adds <c>GET dead-letters</c>, <c>POST dead-letters/{id}/replay</c> and <c>DELETE dead-letters/{id}</c> for callers with
    /// <paramref name="permission"/>. The service must have an <see cref="IDeadLetterStore"/>, as one with a transactional consumer has.
    /// </summary>
    public static TBuilder MapDeadLetters<TBuilder>(this TBuilder routes, string permission)
        where TBuilder : IEndpointRouteBuilder
    {
        var letters = routes.MapGroup("dead-letters").WithTags("Dead letters").RequirePermission(permission);
        letters.MapGet("", ListAsync).WithName("ListDeadLetters").WithSummary("Events that could not be handled, oldest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapPost("{id:guid}/replay", ReplayAsync).WithName("ReplayDeadLetter").WithSummary("Handles a dead letter again")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        letters.MapDelete("{id:guid}", DiscardAsync).WithName("DiscardDeadLetter").WithSummary("Discards a dead letter")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<Results<Ok<DeadLetterPage>, ProblemHttpResult>> ListAsync(
        IDeadLetterStore store, CancellationToken cancellationToken, Guid? after = null, int limit = Paging.DefaultLimit)
    {
        if (new FieldErrors().CheckLimit(limit).TryGetProblem(out var problem))
            return problem;

        var items = await store.ListAsync(after, limit, cancellationToken);
        return TypedResults.Ok(new DeadLetterPage(items, items.Count == limit ? items[^1].Id : null));
    }

    private static async Task<IResult> ReplayAsync(Guid id, DeadLetterReplay replay, CancellationToken cancellationToken)
    {
        var (outcome, failure) = await replay.ReplayAsync(id, cancellationToken);
        return outcome switch
        {
            ReplayOutcome.Handled => TypedResults.NoContent(),
            ReplayOutcome.NotFound => Problems.NotFound("dead letter"),
            ReplayOutcome.NotReplayable => Problems.Problem(
                StatusCodes.Status422UnprocessableEntity, "not-replayable",
                "The message cannot be read, or nothing here handles it any more."),
            _ => Problems.Problem(
                StatusCodes.Status409Conflict, "replay-failed", "The handler failed again; the dead letter stays.", failure!.GetType()
                    .Name),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(
        Guid id, IDeadLetterStore store, CancellationToken cancellationToken)
        => await store.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("dead letter");
}

/// <param name="Next">The cursor of the next page; null on the last one.</param>
internal sealed record DeadLetterPage(IReadOnlyList<DeadLetterSummary> Items, Guid? Next);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DeadLetterPage))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
