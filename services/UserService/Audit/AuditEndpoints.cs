using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Paging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Audit");
        users.MapGet("/me/audit", (string? after, int? limit, Caller caller, AuditTrail trail, CancellationToken cancellationToken)
            => ListAsync(caller.UserId, after, limit, trail, cancellationToken));
        users.MapGet("/{id:guid}/audit", ListAsync).RequirePermission(Permissions.UsersRead);
    }

    // Also of an account that is gone.
    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListAsync(
        Guid id, string? after, int? limit, AuditTrail trail, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.Refusal(out var refusal))
            return refusal;
        var (items, next) = page.Cut(await trail.ListAsync(id, page, cancellationToken), entry => entry.Id);
        return TypedResults.Ok(new AuditPage(items, next));
    }
}
