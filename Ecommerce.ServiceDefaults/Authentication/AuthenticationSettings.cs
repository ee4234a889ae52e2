using System.ComponentModel.DataAnnotations;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>Whose access tokens a service takes.</summary>
internal sealed class AuthenticationSettings
{
    public const string Section = "Authentication";

    /// <summary>Where the discovery document and the keys are, a logical address such as <c>http://user-service</c>.</summary>
    [Required, Url]
    public string Authority { get; init; } = "";

    /// <summary>The tokens' <c>iss</c>.</summary>
    [Required]
    public string Issuer { get; init; } = "";

    /// <summary>What the tokens' <c>aud</c> must name.</summary>
    [Required]
    public string Audience { get; init; } = "";
}
