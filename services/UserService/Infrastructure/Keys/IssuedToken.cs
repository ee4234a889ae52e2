namespace Ecommerce.UserService.Infrastructure.Keys;

/// <summary>A signed token as an answer carries it.</summary>
internal sealed record IssuedToken(string Value, int LifetimeSeconds)
{
    public const string Type = "Bearer";
}
