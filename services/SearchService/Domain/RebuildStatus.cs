namespace Ecommerce.SearchService.Domain;

/// <summary>The progress of a rebuild.</summary>
/// <param name="State"><c>Requested</c>, <c>Reading</c> the catalogue, <c>Indexing</c>, <c>Done</c> or <c>Failed</c>.</param>
/// <param name="Read">Products read from the catalogue's export.</param>
/// <param name="Removed">Products that are no longer in the catalogue.</param>
/// <param name="Attempts">More than one: it was interrupted and started again.</param>
/// <param name="SizeBytes">The size of the new index.</param>
internal sealed record RebuildStatus(
    Guid Id, string State, string? IndexName, int Read, int Indexed, int Removed, int Attempts, long? SizeBytes, string? Error,
    DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);
