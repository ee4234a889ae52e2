using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Sessions;

internal sealed class AccessTokenOptions
{
    private const string LifetimeName = "JWT_EXPIRATION";

    [ConfigurationKeyName(LifetimeName)]
    [Display(Name = LifetimeName)]
    [Range(60, 86_400)]
    public int LifetimeSeconds { get; init; }
}
