namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>An account without a password for somebody who buys without registering.</summary>
/// <param name="Email">Normalised, and proved by nobody.</param>
internal sealed record NewGuest(Guid Id, string Email, string Name, string[] Roles, DateTimeOffset CreatedAt)
{
    public static NewGuest Of(string email, string name, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), email, name, [RoleTable.Customer], now);
}
