using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/users").WithTags("Audit");
        users.MapGet("/me/audit", (string? after, int? limit, Caller caller, AuditTrail trail, CancellationToken cancellationToken)
            => ListAsync(caller.UserId, after, limit, trail, cancellationToken))
            .WithName("ListOwnAudit").WithSummary("The audit trail of the caller's account");
        users.MapGet("/{id:guid}/audit", ListAsync).WithName("ListAudit").WithSummary("The audit trail of an account")
            .RequirePermission(Permissions.UsersRead);
    }

    // Also for an erased account.
    private static async Task<Results<Ok<AuditPage>, ProblemHttpResult>> ListAsync(
        Guid id, string? after, int? limit, AuditTrail trail, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = page.Cut(await trail.ListAsync(id, page, cancellationToken), entry => entry.Id);
        return TypedResults.Ok(new AuditPage(items, next));
    }
}
