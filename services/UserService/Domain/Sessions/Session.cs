namespace Ecommerce.UserService.Domain.Sessions;

/// <summary>A sign-in and the refresh tokens that were issued for it.</summary>
internal sealed record Session
{
    public required Guid Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Later with each use.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of the sign-in, shortened.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Whether it is the caller's own session.</summary>
    public required bool Current { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record SessionPage(IReadOnlyList<Session> Items, Guid? Next);

/// <summary>What an access token is issued for.</summary>
/// <param name="AuthenticatedAt">When its owner last gave the password, and a code where there is one; null where nobody did.</param>
internal record SessionAccess(Guid Id, Guid UserId, Access Access, DateTimeOffset? AuthenticatedAt);

/// <summary>A session with its newest refresh token, in clear.</summary>
internal sealed record OpenSession(Guid Id, Guid UserId, Access Access, DateTimeOffset? AuthenticatedAt, string RefreshToken)
    : SessionAccess(Id, UserId, Access, AuthenticatedAt);

/// <summary>What an account may do.</summary>
internal sealed record Access
{
    public required string[] Roles { get; init; }

    /// <summary>Grows with every change: access tokens of an earlier version are refused.</summary>
    public required int Version { get; init; }

    /// <summary>Whether its sign-ins need a code besides the password.</summary>
    public required bool TwoFactor { get; init; }
}
