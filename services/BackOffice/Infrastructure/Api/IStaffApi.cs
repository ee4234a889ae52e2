using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of user-service: who works for the shop. Records are public because components are.

internal interface IStaffApi
{
    [Get("/users/staff")]
    Task<Page<StaffMember>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    [Get("/users/invitations")]
    Task<Page<Invitation>> ListInvitationsAsync(string? after, int limit, CancellationToken cancellationToken);

    [Post("/users/invitations")]
    Task InviteAsync([Body] InvitationRequest request, CancellationToken cancellationToken);

    [Post("/users/invitations/{id}/resend")]
    Task ResendAsync(Guid id, CancellationToken cancellationToken);

    [Delete("/users/invitations/{id}")]
    Task WithdrawAsync(Guid id, CancellationToken cancellationToken);
}

/// <param name="LastSignInAt">Null where there was none yet.</param>
public sealed record StaffMember(
    Guid Id, string Name, string Email, IReadOnlyList<string> Roles, bool TwoFactor, DateTimeOffset? DisabledAt,
    DateTimeOffset? LastSignInAt)
{
    public string Status => DisabledAt is null ? "Active" : "Disabled";
}

/// <param name="ExpiresAt">When its link ends.</param>
public sealed record Invitation(
    Guid Id, string Email, IReadOnlyList<string> Roles, Guid InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <param name="Locale">The language of the mail.</param>
public sealed record InvitationRequest(string Email, IReadOnlyList<string> Roles, string Locale);
