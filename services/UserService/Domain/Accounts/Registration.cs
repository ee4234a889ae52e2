namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>A valid registration: the address normalised, the name trimmed.</summary>
internal sealed record Registration(string Email, string Password, string Name);
