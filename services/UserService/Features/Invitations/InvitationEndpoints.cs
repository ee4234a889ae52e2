using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Features.Invitations;

/// <summary>Inviting staff. How an invitation is accepted is <see cref="AcceptanceEndpoints"/>.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder app)
    {
        var read = app.MapGroup("/users/invitations").WithTags("Staff").RequirePermission(Permissions.UsersRead);
        read.MapGet("/", ListAsync).WithName("ListInvitations").WithSummary("Invitations of staff that wait for an answer, newest first");
        read.MapGet("/{id:guid}", GetAsync).WithName("GetInvitation").WithSummary("An invitation that waits for an answer");

        var write = app.MapGroup("/users/invitations").WithTags("Staff").RequirePermission(Permissions.UsersWrite);
        write.MapPost("/", InviteAsync).WithName("InviteStaff").WithSummary("Mails somebody a link to become staff")
            .RequireRecentAuthentication();
        write.MapPost("/{id:guid}/resend", ResendAsync).WithName("ResendInvitation")
            .WithSummary("Mails another link in place of the earlier one").RequireRecentAuthentication();
        write.MapDelete("/{id:guid}", WithdrawAsync).WithName("WithdrawInvitation").WithSummary("Withdraws an invitation");
    }

    private static async Task<Results<Ok<InvitationPage>, ProblemHttpResult>> ListAsync(
        string? after, int? limit, InvitationStore invitations, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        var (items, next) = page.Cut(await invitations.ListAsync(page, cancellationToken), invitation => invitation.Id);
        return TypedResults.Ok(new InvitationPage(items, next));
    }

    private static async Task<Results<Ok<Invitation>, ProblemHttpResult>> GetAsync(
        Guid id, InvitationStore invitations, CancellationToken cancellationToken)
        => await invitations.FindAsync(id, cancellationToken) is { } invitation ? TypedResults.Ok(invitation) : NotFound();

    /// <summary>Nothing here looks at who has an account: the answer is the same for every address.</summary>
    private static async Task<Results<Created<Invitation>, ProblemHttpResult>> InviteAsync(
        InvitationRequest request, Caller caller, InvitationStore invitations, AttemptStore attempts, IOptions<AttemptOptions> limits,
        CancellationToken cancellationToken)
    {
        var (email, errors) = request.Read();
        if (errors.TryGetProblem(out var refusal))
            return refusal;
        if (await attempts.CountAsync(limits.Value.InvitationsOfAddress, email, cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);
        var (outcome, invitation) = await invitations.InviteAsync(
            caller, email, [.. request.Roles!], request.Locale?.Trim(), cancellationToken);
        return invitation is null ? Problem(outcome) : TypedResults.Created($"/users/invitations/{invitation.Id}", invitation);
    }

    private static async Task<Results<Ok<Invitation>, ProblemHttpResult>> ResendAsync(
        Guid id, Caller caller, InvitationStore invitations, AttemptStore attempts, IOptions<AttemptOptions> limits,
        CancellationToken cancellationToken)
    {
        if (await invitations.FindAsync(id, cancellationToken) is not { } known)
            return NotFound();
        if (await attempts.CountAsync(limits.Value.InvitationsOfAddress, known.Email, cancellationToken) is { } wait)
            return caller.TooManyAttempts(wait);
        var (outcome, invitation) = await invitations.ResendAsync(caller, id, cancellationToken);
        return invitation is null ? Problem(outcome) : TypedResults.Ok(invitation);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        Guid id, Caller caller, InvitationStore invitations, CancellationToken cancellationToken)
        => await invitations.WithdrawAsync(caller, id, cancellationToken) ? TypedResults.NoContent() : NotFound();

    private static ProblemHttpResult Problem(InvitationOutcome outcome) => outcome switch
    {
        InvitationOutcome.AlreadyInvited => Problems.Problem(
            StatusCodes.Status409Conflict, "already-invited", "An invitation of this address waits for an answer.",
            "Send it again, or withdraw it first."),
        InvitationOutcome.Forbidden => AccountProblems.Of(StaffVerdict.Forbidden),
        InvitationOutcome.RolesBeyondOwn => AccountProblems.Of(StaffVerdict.RolesBeyondOwn),
        _ => NotFound(),
    };

    private static ProblemHttpResult NotFound() => Problems.NotFound("invitation");
}
