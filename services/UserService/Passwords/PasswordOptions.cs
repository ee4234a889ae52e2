using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Passwords;

internal sealed class PasswordOptions
{
    public const string IterationsName = "PASSWORD_HASH_ITERATIONS";

    [ConfigurationKeyName(IterationsName)]
    [Display(Name = IterationsName)]
    [Range(10_000, 10_000_000)]
    public int Iterations { get; init; }
}
