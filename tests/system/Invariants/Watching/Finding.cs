using System.Text.RegularExpressions;

namespace Ecommerce.Invariants.Watching;

/// <summary>Something that is not as it must be: not yet, or not any more.</summary>
/// <param name="Invariant">The number of the one that it speaks against.</param>
/// <param name="Subject">What it is about: an id, where there is one. A second finding about the same takes its place.</param>
/// <param name="Text">A sentence with the ids to look at.</param>
/// <param name="Patience">So long it may be so while nothing stands in the way; zero: never.</param>
internal sealed partial record Finding(int Invariant, string Subject, string Text, TimeSpan Patience)
{
    private const int Shown = 3;

    /// <summary>Sentences about many things, each with what it is about.</summary>
    public static IEnumerable<Finding> Of(int invariant, IEnumerable<string> sentences, TimeSpan patience)
        => sentences.GroupBy(SubjectOf).Select(same => Of(invariant, same.Key, [.. same], patience)!);

    /// <summary>Sentences about one thing; null where there is none.</summary>
    public static Finding? Of(int invariant, string subject, IReadOnlyCollection<string> sentences, TimeSpan patience)
        => sentences.Count == 0 ? null : new(invariant, subject, string.Join("; ", sentences.Take(Shown)), patience);

    private static string SubjectOf(string sentence) => Id().Match(sentence) is { Success: true } id ? id.Value : sentence;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}

/// <summary>What a look has shown.</summary>
/// <param name="Findings">What is not as it must be.</param>
/// <param name="Covers">Whether a subject was looked at; null: all were. What was not keeps its findings.</param>
internal sealed record Look(IReadOnlyList<Finding> Findings, Predicate<string>? Covers = null)
{
    /// <summary>What was counted, by invariant.</summary>
    public IReadOnlyList<Counted> Counts { get; init; } = [];
}

/// <param name="What">In the plural, such as <c>orders</c>.</param>
internal sealed record Counted(int Invariant, string What, string HowMuch);
