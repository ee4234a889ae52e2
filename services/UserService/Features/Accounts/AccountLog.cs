using Ecommerce.UserService.Domain.Accounts;

namespace Ecommerce.UserService.Features.Accounts;

internal static partial class AccountLog
{
    [LoggerMessage(LogLevel.Information, "Account {UserId} registered")]
    public static partial void Registered(this ILogger logger, Guid userId);
}
