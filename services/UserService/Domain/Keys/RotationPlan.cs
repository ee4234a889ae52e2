namespace Ecommerce.UserService.Domain.Keys;

/// <summary>A key and when it starts to sign; it signs until the next key starts.</summary>
internal sealed record KeyTerm(string Id, DateTimeOffset SignsFrom);

/// <param name="Period">How long one key signs.</param>
/// <param name="PublishedBefore">How long a key is published before it signs.</param>
/// <param name="TokenLifetime">How long a token may be used after it was signed.</param>
internal sealed record RotationPolicy(TimeSpan Period, TimeSpan PublishedBefore, TimeSpan TokenLifetime);

/// <param name="NewKeySignsFrom">When the key to be created starts to sign; null where none is due.</param>
/// <param name="Retired">Ids of keys whose last token has expired.</param>
internal sealed record RotationPlan(DateTimeOffset? NewKeySignsFrom, IReadOnlyList<string> Retired)
{
    /// <summary>The clock skew that token validation allows.</summary>
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    public bool IsEmpty => NewKeySignsFrom is null && Retired.Count == 0;

    /// <param name="terms">In any order.</param>
    public static RotationPlan Of(IReadOnlyCollection<KeyTerm> terms, DateTimeOffset now, RotationPolicy policy)
    {
        var ordered = terms.OrderBy(term => term.SignsFrom).ThenBy(term => term.Id, StringComparer.Ordinal).ToList();
        var retired = ordered.Zip(ordered.Skip(1), (old, next) => (old.Id, SignedUntil: next.SignsFrom))
            .Where(term => term.SignedUntil + policy.TokenLifetime + MaxClockSkew < now)
            .Select(term => term.Id);
        return new(NewKey(ordered.LastOrDefault(), now, policy), [.. retired]);
    }

    /// <summary>The newest key that has started to sign. Where the clock is behind all of them, the oldest.</summary>
    public static T Signing<T>(IReadOnlyList<T> newestFirst, Func<T, DateTimeOffset> signsFrom, DateTimeOffset now)
        where T : class
        => newestFirst.FirstOrDefault(key => signsFrom(key) <= now) ?? newestFirst[^1];

    private static DateTimeOffset? NewKey(KeyTerm? newest, DateTimeOffset now, RotationPolicy policy)
    {
        // The first key signs at once: no cached key set can lack it.
        if (newest is null)
            return now;
        var due = newest.SignsFrom + policy.Period;
        if (now < due - policy.PublishedBefore)
            return null;
        // An overdue key is still published before it signs.
        var earliest = now + policy.PublishedBefore;
        return due > earliest ? due : earliest;
    }
}
