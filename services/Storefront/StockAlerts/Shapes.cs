namespace Ecommerce.Storefront.StockAlerts;

// notification-service's answers, as far as pages show them. Public because components are.

public sealed record StockAlert(string Sku, Guid ProductId, string Name, DateTimeOffset CreatedAt);

public sealed record AlertRequest(string Sku);
