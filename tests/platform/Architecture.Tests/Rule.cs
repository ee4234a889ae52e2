namespace Ecommerce.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with all violations, each on a line of its own.</summary>
    public static void Holds(IEnumerable<string> violations)
    {
        var lines = string.Join(Environment.NewLine, violations);
        if (lines.Length > 0)
            Assert.Fail(lines);
    }
}
