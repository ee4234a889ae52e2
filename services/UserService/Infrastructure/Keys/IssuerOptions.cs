using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>Issuer and audience of the tokens.</summary>
internal sealed class IssuerOptions
{
    public const string Section = "Authentication";

    [Required]
    public string Issuer { get; init; } = "";

    [Required]
    public string Audience { get; init; } = "";
}
