namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>
/// On pages that every language has an address of. What is without it has one address alone: files, the way to the back office, health.
/// </summary>
internal sealed class InEveryLanguage;
