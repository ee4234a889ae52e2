using Ecommerce.ReviewService.Reviews;
using Ecommerce.ReviewService.Storage;

namespace Ecommerce.ReviewService.Moderation;

/// <summary>The moderators' list as it is now, on every replica.</summary>
internal sealed class Words(IReviewStore store)
{
    private (long Version, WordFilter Filter)? last;

    public async Task<WordList> ReadAsync(CancellationToken cancellationToken) => await store.FindWordsAsync(cancellationToken) ?? WordList.Default;

    public async Task<bool> CatchAsync(ReviewDraft draft, CancellationToken cancellationToken)
    {
        var filter = FilterOf(await ReadAsync(cancellationToken));
        return filter.Catches(draft.Title) || filter.Catches(draft.Text) || filter.Catches(draft.AuthorName);
    }

    /// <summary>Null: it has changed since it was read.</summary>
    public Task<WordList?> ReplaceAsync(IReadOnlyList<string> words, ReviewTag expected, CancellationToken cancellationToken)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                var current = await transaction.LockWordsAsync(token) ?? WordList.Default;
                if (!expected.Admits(current.Version))
                    return null;

                var next = new WordList(current.Version + 1, words);
                await transaction.SaveWordsAsync(next, token);
                await transaction.CommitAsync(token);
                return next;
            },
            cancellationToken);

    private WordFilter FilterOf(WordList list)
    {
        if (last is { } known && known.Version == list.Version)
            return known.Filter;
        var filter = new WordFilter(list.Words);
        last = (list.Version, filter);
        return filter;
    }
}
