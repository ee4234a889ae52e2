namespace Ecommerce.UserService.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(LogLevel.Warning, "A used refresh token of account {UserId} came again: its family {FamilyId} is ended")]
    public static partial void Reused(this ILogger logger, Guid userId, Guid familyId);
}
