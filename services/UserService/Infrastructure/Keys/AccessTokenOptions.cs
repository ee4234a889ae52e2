using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class AccessTokenOptions
{
    [ConfigurationKeyName("JWT_EXPIRATION")]
    [Range(60, 86_400, ErrorMessage = "must be {1} to {2} seconds")]
    public int LifetimeSeconds { get; init; }

    [ConfigurationKeyName("JWT_STAFF_EXPIRATION")]
    [Range(60, 86_400, ErrorMessage = "must be {1} to {2} seconds")]
    public int StaffLifetimeSeconds { get; init; } = 300;

    /// <summary>Tokens that can do more live shorter.</summary>
    public int LifetimeSecondsOf(string[] permissions)
        => permissions.Length == 0 ? LifetimeSeconds : Math.Min(LifetimeSeconds, StaffLifetimeSeconds);
}
