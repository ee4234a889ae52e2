using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines;

/// <summary>What keeps indexes and answers queries of them. Names of indexes are versions, such as <c>v7</c>.</summary>
internal interface ISearchEngine
{
    /// <summary>As the table of indexes calls it.</summary>
    string Name { get; }

    /// <summary>An empty index that nobody reads yet.</summary>
    Task CreateAsync(string index, CancellationToken cancellationToken);

    /// <summary>Writes to every one of these indexes. A product that an index holds at a higher revision stays as it is.</summary>
    Task WriteAsync(IReadOnlyCollection<string> indexes, IReadOnlyCollection<IndexChange> changes, CancellationToken cancellationToken);

    /// <summary>Most products are in: makes it quick to read.</summary>
    Task FinishAsync(string index, CancellationToken cancellationToken);

    /// <summary>From now on queries read this one.</summary>
    Task ShowAsync(string index, CancellationToken cancellationToken);

    /// <summary>Gone with all that is in it; nothing happens where there is none.</summary>
    Task DropAsync(string index, CancellationToken cancellationToken);

    /// <summary>Bytes that the index takes.</summary>
    Task<long> SizeAsync(string index, CancellationToken cancellationToken);

    /// <summary>Many products changed: learns anew which words are rare, and how many products there are of each kind.</summary>
    Task CountAsync(string index, CancellationToken cancellationToken);

    /// <summary>What is known of words as somebody typed them.</summary>
    Task<IReadOnlyDictionary<string, WordLookUp>> LookUpAsync(IReadOnlyCollection<TypedWord> words, CancellationToken cancellationToken);

    Task<Hits> SearchAsync(EngineQuery query, CancellationToken cancellationToken);

    /// <summary>Words that begin so, the most common ones first.</summary>
    Task<IReadOnlyList<string>> CompleteAsync(string beginning, int limit, CancellationToken cancellationToken);

    /// <summary>All that can be found, by id, as the index itself holds it.</summary>
    IAsyncEnumerable<IndexedProduct> AllAsync(Guid after, int limit, CancellationToken cancellationToken);

    /// <summary>Whether this tells that the engine is away, rather than that something is wrong.</summary>
    bool IsOutage(Exception failure);
}

/// <param name="MayBeMistyped">Whether corrections are asked for where it is unknown.</param>
internal sealed record TypedWord(string Text, bool MayBeMistyped = true);

/// <summary>What an index knows of a word.</summary>
/// <param name="Products">How many have it; 0: it is unknown.</param>
/// <param name="BeginsWords">Known words begin with it.</param>
/// <param name="Corrections">Known words that may have been meant, the likeliest first; none where it begins words or was not mistyped.</param>
internal sealed record WordLookUp(int Products, bool BeginsWords, IReadOnlyList<string> Corrections);
