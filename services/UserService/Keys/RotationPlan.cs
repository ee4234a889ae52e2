namespace Ecommerce.UserService.Keys;

/// <summary>A key as far as rotation looks at it.</summary>
/// <param name="SignsFrom">Until the next key's.</param>
internal sealed record KeyTerm(string Id, DateTimeOffset SignsFrom);

/// <param name="NewKeySignsFrom">A key is to be made; null where none is.</param>
/// <param name="Retired">Keys whose last token has expired.</param>
internal sealed record RotationPlan(DateTimeOffset? NewKeySignsFrom, IReadOnlyList<string> Retired)
{
    /// <summary>What clocks may differ by; who checks tokens allows for it too.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    public bool IsEmpty => NewKeySignsFrom is null && Retired.Count == 0;

    /// <param name="terms">In any order.</param>
    /// <param name="tokenLifetime">How long a token may be used after it was signed.</param>
    public static RotationPlan Of(IReadOnlyCollection<KeyTerm> terms, DateTimeOffset now, RotationOptions options, TimeSpan tokenLifetime)
    {
        var ordered = terms.OrderBy(term => term.SignsFrom).ThenBy(term => term.Id, StringComparer.Ordinal).ToList();
        var retired = ordered.Zip(ordered.Skip(1), (old, next) => (old.Id, SignedUntil: next.SignsFrom))
            .Where(term => term.SignedUntil + tokenLifetime + Margin < now)
            .Select(term => term.Id);
        return new(NewKey(ordered.LastOrDefault(), now, options), [.. retired]);
    }

    /// <summary>The key that signs now: the newest one whose time has come. A clock that is behind them all takes the oldest.</summary>
    public static T Signing<T>(IReadOnlyList<T> newestFirst, Func<T, DateTimeOffset> signsFrom, DateTimeOffset now)
        where T : class
        => newestFirst.FirstOrDefault(key => signsFrom(key) <= now) ?? newestFirst[^1];

    private static DateTimeOffset? NewKey(KeyTerm? newest, DateTimeOffset now, RotationOptions options)
    {
        // The very first key: nobody has a copy of a set that lacks it.
        if (newest is null)
            return now;
        var due = newest.SignsFrom + options.Period;
        if (now < due - options.PublishedBefore)
            return null;
        // Where nobody was there to make it in time, it still is published first.
        var earliest = now + options.PublishedBefore;
        return due > earliest ? due : earliest;
    }
}
