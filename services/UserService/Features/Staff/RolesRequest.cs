using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;

namespace Ecommerce.UserService.Features.Staff;

/// <param name="Roles">The roles that the account has afterwards.</param>
internal sealed record RolesRequest(IReadOnlyList<string>? Roles)
{
    public FieldErrors Check() => new FieldErrors().Check(
        "roles", Roles is { Count: > 0 } && Roles.All(RoleTable.All.Contains) && Roles.Distinct().Count() == Roles.Count,
        $"must be different roles, each one of {RoleTable.Names}");
}
