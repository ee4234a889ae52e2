using Ecommerce.UserService.Domain.Passwords;

namespace Ecommerce.UserService.Domain.Accounts;

/// <param name="PasswordHash">Null for an account that signs in only through an identity provider.</param>
/// <param name="EmailVerifiedAt">Null where the address is not verified.</param>
internal sealed record NewAccount(
    Guid Id, string Email, string Name, string? PasswordHash, string[] Roles, DateTimeOffset CreatedAt,
    DateTimeOffset? EmailVerifiedAt = null)
{
    /// <summary>As it reads once it is stored.</summary>
    public Account Account => new()
    {
        Id = Id, Guest = false, Email = Email, EmailVerified = EmailVerifiedAt is not null, PendingEmail = null,
        Name = Name, Locale = null, Roles = Roles, TwoFactor = false, DisabledAt = null, CreatedAt = CreatedAt,
    };

    public static NewAccount Of(Registration registration, string passwordHash, string role, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), registration.Email, registration.Name, passwordHash, [role], ToMicroseconds(now));

    // What a database keeps of a time.
    private static DateTimeOffset ToMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
