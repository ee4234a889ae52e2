namespace Ecommerce.OrderService.Domain.Settings;

/// <summary>Settings with the number of changes that led to them; 0: the configuration.</summary>
internal sealed record Versioned<T>(long Version, T Settings);
