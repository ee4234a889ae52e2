namespace Ecommerce.UserService.Features.Sessions;

internal static partial class SessionLog
{
    [LoggerMessage(LogLevel.Warning, "A used refresh token of account {UserId} was presented again, its family {FamilyId} is revoked")]
    public static partial void Reused(this ILogger logger, Guid userId, Guid familyId);
}
