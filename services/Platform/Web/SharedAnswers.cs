using System.Collections.Concurrent;

namespace Ecommerce.Web;

/// <summary>
/// Answers that many ask for: the first caller's read serves all who ask the same while it is fresh. What was read, or began to be read,
/// before <see cref="Invalidate"/> is given to nobody who asks afterwards.
/// </summary>
/// <typeparam name="T">What is answered; shared, so it must not be changed.</typeparam>
/// <param name="lifetime">Counted from the beginning of the read.</param>
public sealed class SharedAnswers<T>(TimeProvider timeProvider, TimeSpan lifetime)
{
    private const int MaxAnswers = 200;
    private const int MissesBetweenEvictions = 50;
    private const int MaxQuestionLength = 1_000;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long generation;
    private int misses;

    /// <param name="question">Everything that the answer depends on.</param>
    /// <param name="read">Not cancelled when its caller goes: others may wait for it.</param>
    public async Task<T> GetAsync(string question, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        if (question.Length > MaxQuestionLength)
            return await read();
        if (!entries.TryGetValue(question, out var entry) || !IsFresh(entry))
            entry = Add(question, read);
        return await entry.Answer.Value.WaitAsync(cancellationToken);
    }

    /// <summary>After a change of what is answered.</summary>
    public void Invalidate() => Interlocked.Increment(ref generation);

    private Entry Add(string question, Func<Task<T>> read)
    {
        EvictOccasionally();
        var fresh = new Entry(timeProvider.GetTimestamp(), Volatile.Read(ref generation), new Lazy<Task<T>>(async () => await read()));
        return entries.AddOrUpdate(question, fresh, (_, other) => IsFresh(other) ? other : fresh);
    }

    // A read that takes longer than its answer lives is waited for, too: else a slow store would get ever more of them.
    private bool IsFresh(Entry entry)
        => entry.Generation == Volatile.Read(ref generation)
            && (timeProvider.GetElapsedTime(entry.ReadAt) < lifetime || !entry.Answer.Value.IsCompleted)
            && !(entry.Answer.IsValueCreated && entry.Answer.Value is { IsCompleted: true, IsCompletedSuccessfully: false });

    // Counting entries takes all the locks of the dictionary.
    private void EvictOccasionally()
    {
        if (Interlocked.Increment(ref misses) % MissesBetweenEvictions != 0)
            return;
        foreach (var (question, entry) in entries)
        {
            if (!IsFresh(entry))
                entries.TryRemove(question, out _);
        }

        if (entries.Count > MaxAnswers)
            entries.Clear();
    }

    private sealed record Entry(long ReadAt, long Generation, Lazy<Task<T>> Answer);
}
