namespace Ecommerce.UserService.Domain.Sessions;

/// <summary>A refresh token as it is stored, with its family and its owner.</summary>
internal sealed record StoredRefreshToken
{
    public required Guid FamilyId { get; init; }
    public required Guid UserId { get; init; }
    public required string[] Roles { get; init; }
    public required int AccessVersion { get; init; }
    public required bool TwoFactor { get; init; }
    public required DateTimeOffset? AuthenticatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset? UsedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
}

internal enum RefreshVerdict
{
    Unknown,
    Revoked,
    Expired,

    /// <summary>A used token was presented again: one of the two holders has stolen it.</summary>
    Reused,

    Valid,
}

internal static class RefreshRules
{
    public static RefreshVerdict Evaluate(StoredRefreshToken? token, DateTimeOffset now) => token switch
    {
        null => RefreshVerdict.Unknown,
        { UsedAt: not null } => RefreshVerdict.Reused,
        { EndedAt: not null } => RefreshVerdict.Revoked,
        _ when token.ExpiresAt <= now => RefreshVerdict.Expired,
        _ => RefreshVerdict.Valid,
    };
}
