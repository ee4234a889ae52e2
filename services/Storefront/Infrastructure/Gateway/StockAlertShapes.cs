namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of notification-service's API that pages use. Public because components are.

public sealed record StockAlert(string Sku, Guid ProductId, string Name, DateTimeOffset CreatedAt);

public sealed record AlertRequest(string Sku);

/// <param name="AwaitsVerification">It is sent once the shopper has confirmed the email address; null where that is not known.</param>
public sealed record AlertAnswer(bool? AwaitsVerification);
