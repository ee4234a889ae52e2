using System.Security.Claims;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features;

internal static class OrderAccess
{
    /// <summary>Whose orders a caller may read; null for everybody's.</summary>
    public static Guid? ReadableOwner(this ClaimsPrincipal user) => user.HasPermission(Permissions.OrdersRead) ? null : user.UserId();

    /// <summary>Whose orders a caller may change; null for everybody's.</summary>
    public static Guid? WritableOwner(this ClaimsPrincipal user) => user.HasPermission(Permissions.OrdersWrite) ? null : user.UserId();
}
