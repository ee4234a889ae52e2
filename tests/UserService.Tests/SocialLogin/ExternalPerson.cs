namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>What the provider knows of somebody, by the names of its claims.</summary>
internal sealed record ExternalPerson(string sub, string email, bool email_verified, string name);
