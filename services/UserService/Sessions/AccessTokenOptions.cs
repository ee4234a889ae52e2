using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Sessions;

internal sealed class AccessTokenOptions
{
    [ConfigurationKeyName("JWT_EXPIRATION")]
    [Range(60, 86_400, ErrorMessage = "must be {1} to {2} seconds")]
    public int LifetimeSeconds { get; init; }
}
