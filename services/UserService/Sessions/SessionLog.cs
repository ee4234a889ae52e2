namespace Ecommerce.UserService.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(LogLevel.Warning, "A used refresh token of account {UserId} came again: its family {FamilyId} is ended")]
    public static partial void Reused(this ILogger logger, Guid userId, Guid familyId);

    [LoggerMessage(LogLevel.Information, "The password hash of account {UserId} was upgraded")]
    public static partial void HashUpgraded(this ILogger logger, Guid userId);

    [LoggerMessage(LogLevel.Debug, "Deleted {Families} expired refresh token families")]
    public static partial void Pruned(this ILogger logger, int families);

    [LoggerMessage(LogLevel.Warning, "Expired refresh tokens could not be deleted; trying again later")]
    public static partial void PruneFailed(this ILogger logger, Exception exception);
}
