namespace Ecommerce.SearchService.Domain.Queries;

/// <summary>Where a page ended: the sort key of its last product, and its id.</summary>
internal sealed record SearchCursor(SearchSort Sort, string Key, Guid Id);
