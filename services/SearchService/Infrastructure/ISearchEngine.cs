using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;

namespace Ecommerce.SearchService.Infrastructure;

/// <summary>Keeps indexes and answers queries from the active one. Index names are versions, such as <c>v7</c>.</summary>
internal interface ISearchEngine
{
    /// <summary>The name in the table <c>indexes</c>.</summary>
    string Name { get; }

    /// <summary>Creates an empty index, which is not active.</summary>
    Task CreateAsync(string index, CancellationToken cancellationToken);

    /// <summary>Writes to each of these indexes. A product that an index holds at a higher revision is not overwritten.</summary>
    Task WriteAsync(IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken);

    /// <summary>Prepares a filled index for fast queries.</summary>
    Task OptimizeAsync(string index, CancellationToken cancellationToken);

    /// <summary>Makes queries read this index.</summary>
    Task ActivateAsync(string index, CancellationToken cancellationToken);

    /// <summary>Deletes an index with its content; does nothing where there is none.</summary>
    Task DropAsync(string index, CancellationToken cancellationToken);

    /// <summary>The size of an index in bytes.</summary>
    Task<long> SizeAsync(string index, CancellationToken cancellationToken);

    /// <summary>Counts words and facets again after many products have changed.</summary>
    Task RefreshStatisticsAsync(string index, CancellationToken cancellationToken);

    /// <summary>Looks up words as they were typed.</summary>
    Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken);

    Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken);

    /// <summary>Words that begin with <paramref name="prefix"/>, the most frequent ones first.</summary>
    Task<IReadOnlyList<string>> CompleteAsync(string prefix, int limit, CancellationToken cancellationToken);

    /// <summary>The products of the active index by id, as the index holds them.</summary>
    IAsyncEnumerable<IndexedProduct> ListAsync(Guid after, int limit, CancellationToken cancellationToken);

    /// <summary>Whether this failure means that the engine is unavailable.</summary>
    bool IsOutage(Exception failure);
}
