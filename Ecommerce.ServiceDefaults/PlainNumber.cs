using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecommerce.ServiceDefaults;

/// <summary>Numbers in query strings, as JSON writes them: digits on both sides of the point, if there is one.</summary>
public static partial class PlainNumber
{
    /// <summary>False for everything else that could be read as a number, such as <c>.5</c>, <c>5.</c>, <c>1,5</c> or <c>1e3</c>.</summary>
    public static bool TryParse(string? text, out decimal number)
    {
        number = 0;
        return text is not null
            && IsOne(text)
            && decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    internal static bool IsOne(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
