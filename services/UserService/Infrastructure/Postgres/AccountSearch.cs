using Ecommerce.Web;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <param name="Email">A prefix of the address.</param>
/// <param name="Name">A part of the name.</param>
internal sealed record AccountSearch(string? Email, string? Name, string? Role, PageRequest Page);
