using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of search-service. Records are public because components are.

internal interface ISearchApi
{
    [Get("/search")]
    Task<FoundProducts> FindAsync(string q, int limit, CancellationToken cancellationToken);

    [Get("/search/synonyms")]
    Task<SynonymGroups> ReadSynonymsAsync(CancellationToken cancellationToken);

    [Put("/search/synonyms")]
    Task<SynonymGroups> ReplaceSynonymsAsync([Body] SynonymGroups groups, CancellationToken cancellationToken);

    [Get("/search/rebuild")]
    Task<IndexRebuild> ReadRebuildAsync(CancellationToken cancellationToken);

    [Post("/search/rebuild")]
    Task<IndexRebuild> RebuildAsync(CancellationToken cancellationToken);
}

public sealed record FoundProducts(IReadOnlyList<FoundProduct> Items);

public sealed record FoundProduct(Guid Id, string Name, string Brand);

/// <summary>Words and phrases that are searched as one.</summary>
public sealed record SynonymGroups(IReadOnlyList<IReadOnlyList<string>> Groups);

/// <param name="State">Requested, Reading, Indexing, Done or Failed.</param>
public sealed record IndexRebuild(
    Guid Id, string State, int Read, int Indexed, int Removed, string? Error, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt)
{
    public bool IsRunning => State is not ("Done" or "Failed");
}
