using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Keys;

/// <summary>What this service writes into its tokens, and everyone checks.</summary>
internal sealed class IssuerOptions
{
    public const string Section = "Authentication";

    [Required]
    public string Issuer { get; init; } = "";

    [Required]
    public string Audience { get; init; } = "";
}
