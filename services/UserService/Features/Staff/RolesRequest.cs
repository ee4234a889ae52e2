using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Shared;

namespace Ecommerce.UserService.Features.Staff;

/// <param name="Roles">The roles that the account has afterwards.</param>
internal sealed record RolesRequest(IReadOnlyList<string>? Roles)
{
    public FieldErrors Check() => new FieldErrors().CheckRoles(Roles);
}
