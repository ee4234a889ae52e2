namespace Ecommerce.UserService.Domain.Staff;

/// <summary>Somebody is asked to work for the shop. It waits until it is accepted or withdrawn.</summary>
internal sealed record Invitation
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }

    /// <summary>What accepting it gives.</summary>
    public required string[] Roles { get; init; }

    /// <summary>Of the mail; null where none was chosen.</summary>
    public required string? Locale { get; init; }

    public required Guid InvitedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the link that was mailed last ends; another one may be sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record InvitationPage(IReadOnlyList<Invitation> Items, Guid? Next);

/// <summary>Somebody who works for the shop.</summary>
internal sealed record StaffMember
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required string[] Roles { get; init; }

    /// <summary>Whether a sign-in needs a code besides the password.</summary>
    public required bool TwoFactor { get; init; }

    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Null where there was none for as long as the audit trail is kept.</summary>
    public required DateTimeOffset? LastSignInAt { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record StaffPage(IReadOnlyList<StaffMember> Items, Guid? Next);
