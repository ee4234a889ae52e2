namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>A visit as analytics-service counts it: it does not identify the visitor.</summary>
internal sealed record CountedVisit(Guid Id, string Kind, Guid? ProductId, string? TestGroup);
