using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.NotificationService.Infrastructure.Secrets;

/// <summary>
/// The master key that other keys are derived from. All replicas need the same, for as long as links and webhooks are used.
/// </summary>
internal sealed class KeyOptions
{
    public const string Section = "Keys";

    [Required, MinLength(24, ErrorMessage = "must have at least 24 characters")]
    public string Master { get; init; } = "";

    /// <summary>Derives a separate key for each purpose.</summary>
    public byte[] DeriveKey(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Master), outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));
}
