using System.Collections.Frozen;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>Phrases that several templates use: lines of <c>name = text</c>.</summary>
internal sealed class Phrases(FrozenDictionary<string, string> texts)
{
    public string this[string name]
        => texts.TryGetValue(name, out var text) ? text : throw new KeyNotFoundException($"The phrase '{name}' is missing.");

    public string FindOr(string name, string fallback) => texts.TryGetValue(name, out var text) ? text : this[fallback];

    public static Phrases Parse(string text) => new(
        text.Split('\n').Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2)
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
}
