using System.Text.RegularExpressions;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

internal static partial class Placeholders
{
    /// <summary>Replaces placeholders by their values.</summary>
    /// <param name="escape">Escapes the whole text, that of the template too.</param>
    /// <exception cref="KeyNotFoundException">There is no value of that name.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> escape)
    {
        var filled = Name().Replace(text, match => FindValue(values, match.Groups[1].Value));
        return escape(filled);
    }

    private static string FindValue(IReadOnlyDictionary<string, string> values, string name)
        => values.TryGetValue(name, out var value)
            ? value
            : throw new KeyNotFoundException($"The template has the placeholder '{name}', but the message has no value for it.");

    [GeneratedRegex(@"\{\{(\w+)\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
