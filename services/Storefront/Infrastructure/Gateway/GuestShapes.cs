namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of user-service's API that guests use. Public because components are.

public sealed record GuestEntry(string Email, string Name);

/// <param name="Password">The one that the account is to have.</param>
public sealed record GuestRegistration(string Password);
