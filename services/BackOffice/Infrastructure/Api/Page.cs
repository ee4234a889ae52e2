namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <param name="Next">The cursor of the page behind it; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
