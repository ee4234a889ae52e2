using System.Text.Json.Serialization;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

public sealed record Wish(Guid ProductId);

// The part of user-service's API that account pages use. Public because components are.

/// <param name="Guest">Whether the shopper has not registered: there is no password.</param>
/// <param name="PendingEmail">A new address that is not confirmed yet.</param>
/// <param name="TwoFactor">Whether a code is needed besides the password.</param>
/// <param name="Locale">A language tag such as <c>de-CH</c>; null where none was chosen.</param>
public sealed record Account(Guid Id, string Email, bool EmailVerified, string? PendingEmail, string Name, DateTimeOffset CreatedAt,
    bool Guest = false, string? Locale = null, bool TwoFactor = false);

public sealed record NameChange(string Name);

public sealed record LanguageChange(string Locale);

/// <param name="Password">The current one.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on; as of the others.</param>
public sealed record EmailChange(
    string Email, string Password, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null);

/// <param name="DeviceToken">Of an earlier login in this browser.</param>
public sealed record PasswordChange(
    string CurrentPassword, string NewPassword, string? DeviceToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null);

/// <param name="DeviceToken">The next login from this browser brings it.</param>
public sealed record ChangedPassword(string? DeviceToken);

public sealed record SavedAddress(
    Guid Id, string Name, string Street, string City, string PostalCode, string Country, bool IsDefault)
{
    public Address ToAddress() => new(Name, Street, City, PostalCode, Country);
}

public sealed record AddressChange(string Name, string Street, string City, string PostalCode, string Country, bool IsDefault)
{
    public static AddressChange Of(Address address, bool isDefault)
        => new(address.Name, address.Street, address.City, address.PostalCode, address.Country, isDefault);
}

/// <param name="Current">Whether it is the one of this browser.</param>
public sealed record SignIn(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string UserAgent, bool Current);

/// <param name="Password">Null of a guest.</param>
public sealed record ErasureRequest(
    string? Password, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null);
