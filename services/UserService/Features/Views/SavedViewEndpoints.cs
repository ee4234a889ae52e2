using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Views;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Views;

internal static class SavedViewEndpoints
{
    public static void MapSavedViews(this IEndpointRouteBuilder app)
    {
        var views = app.MapGroup("/users/me/views").WithTags("Saved views");
        views.MapGet("/", ListAsync).WithName("ListSavedViews").WithSummary("The caller's saved views, by name");
        views.MapPost("/", SaveAsync).WithName("SaveView").WithSummary("Saves a view, in place of one of the same name")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        views.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveSavedView").WithSummary("Removes a saved view");
    }

    private static async Task<Ok<SavedViewList>> ListAsync(
        string? page, Caller caller, SavedViewStore views, CancellationToken cancellationToken)
        => TypedResults.Ok(new SavedViewList(await views.ListAsync(caller.UserId, page, cancellationToken), Next: null));

    private static async Task<Results<Ok<SavedView>, ProblemHttpResult>> SaveAsync(
        SavedViewRequest request, Caller caller, SavedViewStore views, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var problem))
            return problem;
        var view = request.ToView(Guid.CreateVersion7(timeProvider.GetUtcNow()));
        var (outcome, id) = await views.SaveAsync(caller.UserId, view, cancellationToken);
        return outcome switch
        {
            SavedViewOutcome.Done => TypedResults.Ok(view with { Id = id }),
            SavedViewOutcome.TooMany => Problems.Problem(
                StatusCodes.Status409Conflict, "too-many-views", $"There are {SavedViewStore.MaxViews} saved views already."),
            _ => Problems.NotFound("account"),
        };
    }

    private static async Task<NoContent> RemoveAsync(
        Guid id, Caller caller, SavedViewStore views, CancellationToken cancellationToken)
    {
        await views.RemoveAsync(caller.UserId, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
