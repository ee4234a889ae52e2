namespace Ecommerce.UserService.Sessions;

internal static class RefreshToken
{
    /// <summary>How long a token waits for its use; each use begins a new one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);
}
