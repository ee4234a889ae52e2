namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>
/// What a cluster is told about one resource, each thing under a name that a reader understands, such as <c>env JWT_EXPIRATION</c>.
/// </summary>
internal sealed class Facts : SortedDictionary<string, string>
{
    public Facts() : base(StringComparer.Ordinal)
    {
    }

    /// <summary>A list that counts as a whole, such as a command's words.</summary>
    public void AddWords(string name, IReadOnlyCollection<string> words)
    {
        if (words.Count > 0)
            Add(name, string.Join(' ', words.Select(word => $"[{word}]")));
    }
}
