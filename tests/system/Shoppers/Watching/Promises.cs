using System.Collections.Concurrent;
using Ecommerce.Checker;
using Ecommerce.Shoppers.Journeys;

namespace Ecommerce.Shoppers.Watching;

/// <summary>What the shop was asked for under a key, and what it answered: whoever checks the shop can hold it to that.</summary>
internal sealed partial class Promises(ShopClient shop, Tally tally, TimeProvider timeProvider, ILogger<Promises> logger)
{
    private const int Kept = 2000;
    private const int AtOnce = 200;

    private readonly ConcurrentDictionary<string, Wish> open = [];
    private readonly Queue<(long Number, Wish Wish)> settled = [];
    private long last;

    /// <summary>Wishes of which nobody knows yet what became of them.</summary>
    public int Open => open.Count;

    /// <summary>Says it until it is known what became of it, and writes that down.</summary>
    /// <exception cref="OperationCanceledException">It was given up: its key is in the log.</exception>
    public async Task<Answer> SettleAsync(Wish wish, Visit visit)
    {
        open[wish.Key] = wish;
        var begun = timeProvider.GetTimestamp();
        try
        {
            var answer = await wish.SettleAsync(shop, visit);
            if (wish.Kind == "checkout" && answer.IsOk) tally.Accept(timeProvider.GetElapsedTime(begun));
            if (wish.WasAnswered) Keep(wish);
            return answer;
        }
        catch (OperationCanceledException)
        {
            LogInDoubt(wish.Kind, wish.Key, wish.CallerId);
            throw;
        }
        finally
        {
            open.TryRemove(wish.Key, out _);
        }
    }

    /// <summary>The answers that came after another, oldest first.</summary>
    /// <param name="after">The last number that is known already; 0: none is.</param>
    public PromisePage Read(long after)
    {
        lock (settled)
        {
            Promise[] items =
            [
                .. settled.Where(entry => entry.Number > after).Take(AtOnce)
                    .Select(entry => new Promise(entry.Number, entry.Wish.ToKeyedCall()))
            ];
            return new(items, last);
        }
    }

    private void Keep(Wish wish)
    {
        lock (settled)
        {
            settled.Enqueue((++last, wish));
            if (settled.Count > Kept) settled.Dequeue();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stopped before it was known what became of {Kind} {Key} of account {Account}: it can be repeated "
        + "with its key")]
    private partial void LogInDoubt(string kind, string key, Guid account);
}

/// <summary>A call with its answers.</summary>
/// <param name="Number">Counts all of them, from 1.</param>
internal sealed record Promise(long Number, KeyedCall Call);

/// <param name="Last">The number of the latest; less than what was asked for where the program has started anew.</param>
internal sealed record PromisePage(IReadOnlyList<Promise> Items, long Last);
