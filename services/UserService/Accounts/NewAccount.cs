namespace Ecommerce.UserService.Accounts;

/// <param name="PasswordHash">Null for who signs in through a provider only.</param>
/// <param name="EmailVerifiedAt">Null where the owner has yet to prove the address.</param>
internal sealed record NewAccount(
    Guid Id, string Email, string Name, string? PasswordHash, string[] Roles, DateTimeOffset CreatedAt, DateTimeOffset? EmailVerifiedAt = null)
{
    public static NewAccount Of(Registration registration, string passwordHash, string role, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), registration.Email, registration.Name, passwordHash, [role], now);
}
