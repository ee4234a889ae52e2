using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Roles;

namespace Ecommerce.UserService.Staff;

internal enum StaffVerdict
{
    Done,
    NotFound,

    /// <summary>The caller's token is older than the end of the caller's own permission.</summary>
    Forbidden,

    /// <summary>Nobody would be left who could give a role back.</summary>
    LastAdmin,
}

/// <summary>Roles that a request asks for.</summary>
internal sealed record RolesRequest(IReadOnlyList<string>? Roles)
{
    public FieldErrors Check() => new FieldErrors().Check(
        "roles", Roles is { Count: > 0 } && Roles.All(RoleTable.All.Contains) && Roles.Distinct().Count() == Roles.Count,
        $"must be different roles, each {RoleTable.Expectation["must be ".Length..]}");
}

internal static class StaffRules
{
    /// <summary>Those who may change others' accounts.</summary>
    public static readonly string[] ManagingRoles = [.. RoleTable.All.Where(role => CanManage([role]))];

    public static bool CanManage(IEnumerable<string> roles) => RoleTable.PermissionsOf(roles).Contains(Permissions.UsersWrite);

    /// <param name="managers">All who may change accounts at this moment.</param>
    /// <param name="staysManager">Whether the subject may change accounts afterwards.</param>
    public static StaffVerdict Judge(IReadOnlyCollection<Guid> managers, Guid actor, Guid subject, bool staysManager)
    {
        if (!managers.Contains(actor))
            return StaffVerdict.Forbidden;
        return IsLast(managers, subject) && !staysManager ? StaffVerdict.LastAdmin : StaffVerdict.Done;
    }

    public static bool IsLast(IReadOnlyCollection<Guid> managers, Guid subject) => managers.Count == 1 && managers.Contains(subject);
}
