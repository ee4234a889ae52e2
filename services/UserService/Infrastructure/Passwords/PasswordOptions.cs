using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Passwords;

internal sealed class PasswordOptions
{
    /// <summary>PBKDF2 rounds of new hashes.</summary>
    [ConfigurationKeyName("PASSWORD_HASH_ITERATIONS")]
    [Range(10_000, 10_000_000, ErrorMessage = "must be {1} to {2}")]
    public int Iterations { get; init; }
}
