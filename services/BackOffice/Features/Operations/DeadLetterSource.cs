using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Operations;

/// <summary>A service that keeps messages which no retry could process.</summary>
/// <param name="Path">Its first segment in the API.</param>
/// <param name="Permission">Of whoever may look, replay and discard.</param>
public sealed record DeadLetterSource(string Path, string Title, string Permission)
{
    public static readonly IReadOnlyList<DeadLetterSource> All =
    [
        new("orders", "Orders", Permissions.OrdersWrite),
        new("payments", "Payments", Permissions.OrdersWrite),
        new("notifications", "Mails", Permissions.OrdersWrite),
        new("products", "Products", Permissions.ProductsWrite),
        new("search", "Search", Permissions.ProductsWrite),
        new("reviews", "Reviews", Permissions.ReviewsModerate),
        new("analytics", "Numbers", Permissions.AnalyticsWrite),
    ];
}
