namespace Ecommerce.UserService.Accounts;

internal sealed record NewAccount(
    Guid Id, string Email, string Name, string PasswordHash, string[] Roles, DateTimeOffset CreatedAt)
{
    public static NewAccount Of(Registration registration, string passwordHash, string role, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), registration.Email, registration.Name, passwordHash, [role], now);
}
