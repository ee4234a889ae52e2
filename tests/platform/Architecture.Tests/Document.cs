using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Architecture.Tests;

/// <summary>A Markdown document, and what it says that the repository holds.</summary>
/// <param name="path">From the repository's root.</param>
/// <param name="text">Its text.</param>
internal sealed partial class Document(string path, string text)
{
    // Not those that a build makes.
    private static readonly HashSet<string> Folders =
        [.. Directory.GetDirectories(Repository.Root).Select(Path.GetFileName).OfType<string>().Except(["artifacts", ".data"])];

    /// <summary>Those that people read to use the shop or to change it.</summary>
    public static IEnumerable<string> All =>
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md",
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Order(StringComparer.Ordinal),
    ];

    public static Document Read(string path) => new(path, File.ReadAllText(Repository.PathOf(path)));

    /// <summary>Relative links whose file or heading does not exist, and paths in backticks that do not.</summary>
    public IEnumerable<string> Missing => [.. Links().Where(link => !Leads(link)), .. Paths().Where(named => !Exists(named))];

    private IEnumerable<string> Links()
        => Link().Matches(text).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

    private IEnumerable<string> Paths()
        => Quoted().Matches(Fenced().Replace(text, ""))
            .SelectMany(quoted => quoted.Groups[1].Value.Split(' '))
            .Select(word => word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word)
            .Where(word => word.Split('/') is [var first, _, ..] segments && Folders.Contains(first) && !segments.Any(IsPlaceholder));

    private bool Leads(string link)
    {
        var (file, heading) = link.Split('#') switch { [var only] => (only, null), var parts => (parts[0], parts[1]) };
        if (file.Length == 0)
            return Anchors(text).Contains(heading);
        var target = Repository.PathOf(Path.GetDirectoryName(path)!, file);
        return Path.Exists(target) && (heading is null || Anchors(File.ReadAllText(target)).Contains(heading));
    }

    // As GitHub makes them of headings.
    private static IEnumerable<string> Anchors(string markdown)
        => Heading().Matches(markdown)
            .Select(heading => Punctuation().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    // A file's name may hold a pattern: services/*/Program.cs.
    private static bool Exists(string named)
    {
        var folders = new List<string> { Repository.Root };
        foreach (var segment in named.TrimEnd('.', ',', ';', ':', '/').Split('/'))
            folders = [.. folders.Where(Directory.Exists).SelectMany(folder => Directory.GetFileSystemEntries(folder, segment))];
        return folders.Count > 0;
    }

    // XService, NNN_name.sql, NAME, and the service that the script makes as an example.
    private static bool IsPlaceholder(string segment) => Placeholder().IsMatch(segment);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^(X[A-Z-]|GiftCard|[A-Z]{3,}(_|\.|$))")]
    private static partial Regex Placeholder();
}
