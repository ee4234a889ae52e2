namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>A person's account as its owner and the staff may see it.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }

    /// <summary>Whether it belongs to somebody who buys without registering: there is no password, and the address is unproved.</summary>
    public required bool Guest { get; init; }

    public required string Email { get; init; }
    public required bool EmailVerified { get; init; }

    /// <summary>A new address that is not verified yet.</summary>
    public required string? PendingEmail { get; init; }

    public required string Name { get; init; }
    public required string? Locale { get; init; }
    public required string[] Roles { get; init; }

    /// <summary>Whether a sign-in needs a code of an authenticator app besides the password.</summary>
    public required bool TwoFactor { get; init; }

    /// <summary>Null for an active account.</summary>
    public required DateTimeOffset? DisabledAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record AccountPage(IReadOnlyList<Account> Items, Guid? Next);
