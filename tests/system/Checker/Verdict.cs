namespace Ecommerce.Checker;

/// <summary>What a check found.</summary>
/// <param name="Number">The invariant's number.</param>
/// <param name="Name">The invariant.</param>
/// <param name="Violations">Each is a sentence; none where it holds.</param>
public sealed record Verdict(int Number, string Name, IReadOnlyList<string> Violations)
{
    private const int Shown = 5;

    public bool Holds => Violations.Count == 0;

    /// <summary>The finding in a word or two.</summary>
    public string Finding => Holds ? "holds" : $"BROKEN {Violations.Count} times";

    public override string ToString() => string.Join(
        "\n    ",
        [$"{Number,2} {Name}: {Finding}", .. Violations.Take(Shown), .. Violations.Count > Shown ? ["..."] : Array.Empty<string>()]);
}
