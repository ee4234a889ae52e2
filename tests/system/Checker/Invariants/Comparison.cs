namespace Ecommerce.Checker.Invariants;

internal static class Comparison
{
    /// <summary>What a copy has too little, too much, or twice; each a sentence.</summary>
    public static IEnumerable<string> Differences<T>(string copy, IEnumerable<T> source, IReadOnlyCollection<T> found)
        where T : notnull
    {
        var (there, known) = (source.ToHashSet(), found.ToHashSet());
        return
        [
            .. there.Except(known).Select(row => $"{copy}: {row} is missing"),
            .. known.Except(there).Select(row => $"{copy}: {row} is not what the source says"),
            .. found.Count > known.Count ? [$"{copy}: {found.Count - known.Count} rows are there twice"] : Array.Empty<string>(),
        ];
    }
}
