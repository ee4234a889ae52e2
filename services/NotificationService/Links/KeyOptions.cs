using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.NotificationService.Links;

/// <summary>The one secret that this service's own secrets are made of; the same for all replicas, for as long as links and webhooks live.</summary>
internal sealed class KeyOptions
{
    public const string Section = "Keys";

    [Required, MinLength(24, ErrorMessage = "must have at least 24 characters")]
    public string Master { get; init; } = "";

    /// <summary>A key of its own for each purpose, so that none can be used for another.</summary>
    public byte[] KeyFor(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Master), outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));
}
