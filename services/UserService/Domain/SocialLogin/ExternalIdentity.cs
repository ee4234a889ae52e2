namespace Ecommerce.UserService.Domain.SocialLogin;

/// <summary>A person as an identity provider describes them.</summary>
/// <param name="Email">Null where the provider has not verified one.</param>
internal sealed record ExternalIdentity(string Provider, string Subject, string? Email, string? Name);
