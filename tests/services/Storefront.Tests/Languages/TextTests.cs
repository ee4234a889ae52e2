using System.Text.RegularExpressions;

namespace Ecommerce.Storefront.Tests.Languages;

/// <summary>The German texts against the sources that use them.</summary>
public sealed partial class TextTests
{
    [Fact]
    public void Every_text_in_the_sources_has_a_German_one_and_none_is_left_over()
    {
        var (used, german) = (ShopTexts.KeysInSources(), ShopTexts.German.Select(text => text.Key).ToHashSet(StringComparer.Ordinal));

        Assert.Equal([], used.Except(german).Select(key => $"has no German text: {key}")
            .Concat(german.Except(used).Select(key => $"is used nowhere: {key}")));
    }

    [Fact]
    public void German_texts_have_the_same_placeholders_and_links()
        => Assert.Equal([], ShopTexts.German.Where(text => !Placeholders(text.Key).SetEquals(Placeholders(text.Value))
            || text.Key.Count(c => c is '[' or ']') != text.Value.Count(c => c is '[' or ']') || text.Value.Trim().Length == 0));

    /// <summary>Resources do not tell names apart that differ by case alone.</summary>
    [Fact]
    public void German_texts_are_sorted_and_each_is_there_once()
    {
        Assert.Equal([], ShopTexts.German.GroupBy(text => text.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1));
        Assert.Equal(
            ShopTexts.German.Select(text => text.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ShopTexts.German.Select(text => text.Key));
    }

    [Fact]
    public void Pages_write_no_address_without_its_language()
        => Assert.Equal([], ShopTexts.Files()
            .Where(file => file.Path.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => BareAddress().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")));

    private static HashSet<string> Placeholders(string text)
        => Placeholder().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Placeholder();

    /// <summary>Files and the back office have one address.</summary>
    [GeneratedRegex("""\b(href|action|formaction|hx-get|hx-post)="/(?!@|office)[^"]*""")]
    private static partial Regex BareAddress();
}
