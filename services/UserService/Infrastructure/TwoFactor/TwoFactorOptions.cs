using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.TwoFactor;

internal sealed class TwoFactorOptions
{
    public const string Section = "TwoFactor";

    /// <summary>Under this name authenticator apps list the account.</summary>
    [Required, RegularExpression("[^:]{1,60}", ErrorMessage = "must have 1 to 60 characters and no colon")]
    public string Issuer { get; init; } = "Hollyhock";
}
