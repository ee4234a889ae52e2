namespace Ecommerce.BackOffice.Features.Customers;

/// <summary>The roles of user-service, and what they are for.</summary>
internal static class Roles
{
    public const string Customer = "customer";

    public static readonly IReadOnlyList<string> All = [Customer, "customer-service", "inventory-manager", "admin"];

    /// <summary>Those that allow something.</summary>
    public static readonly IReadOnlyList<string> Staff = [.. All.Where(role => role != Customer)];
}
