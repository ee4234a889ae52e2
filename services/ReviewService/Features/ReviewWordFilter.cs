using Ecommerce.ReviewService.Domain;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.Web;

namespace Ecommerce.ReviewService.Features;

/// <summary>The word filter with the moderators' current list. It is rebuilt when the list has changed, on any replica.</summary>
internal sealed class ReviewWordFilter(IReviewStore store)
{
    private (long Version, WordFilter Filter)? cached;

    public async Task<WordList> ReadAsync(CancellationToken cancellationToken)
        => await store.FindWordListAsync(cancellationToken) ?? WordList.Default;

    public async Task<bool> MatchesAsync(ReviewDraft draft, CancellationToken cancellationToken)
    {
        var filter = FilterOf(await ReadAsync(cancellationToken));
        return filter.Matches(draft.Title) || filter.Matches(draft.Text) || filter.Matches(draft.AuthorName);
    }

    /// <summary>Null when the list has changed since it was read.</summary>
    public Task<WordList?> ReplaceAsync(IReadOnlyList<string> words, VersionTag expected, CancellationToken cancellationToken)
        => store.InTransactionAsync((transaction, token) => ReplaceAsync(transaction, words, expected, token), cancellationToken);

    private static async Task<WordList?> ReplaceAsync(
        IReviewTransaction transaction, IReadOnlyList<string> words, VersionTag expected, CancellationToken cancellationToken)
    {
        var current = await transaction.LockWordListAsync(cancellationToken) ?? WordList.Default;
        if (!expected.Matches(current.Version))
            return null;

        var next = new WordList(current.Version + 1, words);
        await transaction.SaveWordListAsync(next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    private WordFilter FilterOf(WordList list)
    {
        if (cached is { } last && last.Version == list.Version)
            return last.Filter;
        var filter = new WordFilter(list.Words);
        cached = (list.Version, filter);
        return filter;
    }
}
