using System.Text.RegularExpressions;

namespace Ecommerce.NotificationService.Templates;

internal static partial class Placeholders
{
    /// <summary>Puts values in the place of their names.</summary>
    /// <param name="escape">Makes any text harmless where it goes; what the template's author wrote is escaped likewise.</param>
    /// <exception cref="KeyNotFoundException">There is no value of that name.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> escape)
    {
        var filled = Name().Replace(text, name => values.TryGetValue(name.Groups[1].Value, out var value)
            ? value
            : throw new KeyNotFoundException($"The template wants '{name.Groups[1].Value}', which its message does not have."));
        return escape(filled);
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Name();
}
