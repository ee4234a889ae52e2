using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>The permissions of each role. Unknown roles have none.</summary>
internal static class RoleTable
{
    public const string Customer = "customer";
    public const string Admin = "admin";
    public const string CustomerService = "customer-service";
    public const string InventoryManager = "inventory-manager";

    private static readonly Dictionary<string, string[]> PermissionsByRole = new()
    {
        [Customer] = [],
        [Admin] =
        [
            Permissions.UsersRead, Permissions.UsersWrite, Permissions.ProductsRead, Permissions.ProductsWrite,
            Permissions.OrdersRead, Permissions.OrdersWrite, Permissions.ReviewsRead, Permissions.ReviewsModerate,
            Permissions.AnalyticsRead, Permissions.AnalyticsWrite, Permissions.SettingsWrite,
        ],
        [CustomerService] =
        [
            Permissions.UsersRead, Permissions.OrdersRead, Permissions.ProductsRead, Permissions.ReviewsRead, Permissions.ReviewsModerate,
        ],
        [InventoryManager] = [Permissions.ProductsRead, Permissions.ProductsWrite],
    };

    public static IReadOnlyCollection<string> All => PermissionsByRole.Keys;

    /// <summary>Including the one that only services have.</summary>
    public static IEnumerable<string> AllPermissions
        => PermissionsByRole.Values.SelectMany(permissions => permissions).Append(Permissions.EventsRead);

    public static string Names => string.Join(", ", All);

    public static string[] PermissionsOf(IEnumerable<string> roles)
        => [.. roles.SelectMany(role => PermissionsByRole.GetValueOrDefault(role, [])).Distinct()];
}
