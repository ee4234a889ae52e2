namespace Ecommerce.UserService.Sessions;

/// <summary>A refresh token as it is stored, with its family and its owner.</summary>
internal sealed record StoredRefreshToken
{
    public required Guid FamilyId { get; init; }
    public required Guid UserId { get; init; }
    public required string[] Roles { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset? UsedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
}

internal enum RefreshVerdict
{
    Unknown,
    Ended,
    Expired,

    /// <summary>A used token came again: it is in two hands, and nobody can tell whose are the right ones.</summary>
    Reused,

    Valid,
}

internal static class RefreshRules
{
    public static RefreshVerdict Judge(StoredRefreshToken? token, DateTimeOffset now) => token switch
    {
        null => RefreshVerdict.Unknown,
        { UsedAt: not null } => RefreshVerdict.Reused,
        { EndedAt: not null } => RefreshVerdict.Ended,
        _ when token.ExpiresAt <= now => RefreshVerdict.Expired,
        _ => RefreshVerdict.Valid,
    };
}
