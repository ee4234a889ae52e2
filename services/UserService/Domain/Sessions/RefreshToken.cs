namespace Ecommerce.UserService.Domain.Sessions;

internal static class RefreshToken
{
    /// <summary>How long a token is valid; each use issues a new one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
}
