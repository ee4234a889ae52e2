using System.Text.Json.Serialization;

namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>What the provider knows of somebody.</summary>
internal sealed record ExternalPerson(
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("email_verified")] bool EmailVerified,
    [property: JsonPropertyName("name")] string Name);
