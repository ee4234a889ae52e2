using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;

namespace Ecommerce.UserService.Domain.Staff;

internal enum StaffVerdict
{
    Done,
    NotFound,

    /// <summary>The caller has lost the permission after the token was issued.</summary>
    Forbidden,

    /// <summary>No account would be left that may change accounts.</summary>
    LastAdmin,

    /// <summary>The subject is the caller: nobody erases their own account as staff, without the password.</summary>
    Self,

    /// <summary>The roles allow something that the caller may not do.</summary>
    RolesBeyondOwn,

    /// <summary>The subject is a guest, whose address nobody has proved.</summary>
    Guest,
}

internal static class StaffRules
{
    /// <summary>Roles that may change others' accounts.</summary>
    public static readonly string[] ManagingRoles = [.. RoleTable.All.Where(role => CanManage([role]))];

    /// <summary>Roles that allow something.</summary>
    public static readonly string[] StaffRoles = [.. RoleTable.All.Where(role => IsStaff([role]))];

    public static bool IsStaff(IEnumerable<string> roles) => RoleTable.PermissionsOf(roles).Length > 0;

    /// <summary>Nobody gives others what they may not do themselves.</summary>
    public static bool CanGive(IEnumerable<string> own, IEnumerable<string> given)
        => !RoleTable.PermissionsOf(given).Except(RoleTable.PermissionsOf(own), StringComparer.Ordinal).Any();

    public static bool CanManage(IEnumerable<string> roles) => RoleTable.PermissionsOf(roles).Contains(Permissions.UsersWrite);

    /// <param name="managers">All accounts that may change accounts.</param>
    /// <param name="staysManager">Whether the subject may change accounts afterwards.</param>
    public static StaffVerdict Evaluate(IReadOnlyCollection<Guid> managers, Guid actor, Guid subject, bool staysManager)
    {
        if (!managers.Contains(actor))
            return StaffVerdict.Forbidden;
        return IsLast(managers, subject) && !staysManager ? StaffVerdict.LastAdmin : StaffVerdict.Done;
    }

    public static bool IsLast(IReadOnlyCollection<Guid> managers, Guid subject) => managers.Count == 1 && managers.Contains(subject);
}
