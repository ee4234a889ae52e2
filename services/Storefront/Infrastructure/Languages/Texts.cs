using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>
/// The texts of the shop. English texts are the keys; <c>Texts.de.resx</c> has them in German, sorted by key.
/// <c>IStringLocalizer&lt;Texts&gt;</c> reads them.
/// </summary>
public sealed class Texts
{
    /// <summary>Marks a key where it does not stand at a localizer: the tests find it here.</summary>
    public static string Key(string text) => text;
}

public static class Plurals
{
    /// <summary>The text for one, or the one for more; <c>{0}</c> is the count.</summary>
    /// <param name="texts">The texts of the shop.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="one">The key of the text for one.</param>
    /// <param name="many">The key of the text for none, and for more than one.</param>
    /// <param name="more">What <c>{1}</c> and those after it stand for.</param>
    public static string Plural(this IStringLocalizer<Texts> texts, long count, string one, string many, params object[] more)
        => texts[count == 1 ? one : many, [count.ToString("N0", CultureInfo.CurrentCulture), .. more]];
}
