using Ecommerce.SearchService.Engines.Postgres;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Tests;

public sealed class PassageTests
{
    private static readonly string Long = $"It begins so. {string.Concat(Enumerable.Repeat("Word after word. ", 30))}Then a harp, at last. {string.Concat(Enumerable.Repeat("More words. ", 30))}";

    [Theory]
    [InlineData("Chef’s knife (steel)", "chefs", "[Chef’s] knife (steel)")]
    [InlineData("knife, knife", "knife", "[knife], [knife]")]
    [InlineData("", "knife", "")]
    [InlineData("!!!", "knife", "!!!")]
    public void What_is_wanted_is_marked(string text, string wanted, string expected)
        => Assert.Equal(expected, Readable(Passage.Marked(text, word => word == wanted)));

    [Fact]
    public void Of_a_long_text_the_part_with_the_wanted_word_is_shown()
    {
        var part = Readable(Passage.Of(Long, word => word == "harp"));

        Assert.Contains("a [harp], at last", part, StringComparison.Ordinal);
        Assert.InRange(part.Length, 100, 202);
        Assert.Matches("^(Word|after|word)[ .]", part);
    }

    [Fact]
    public void Where_nothing_is_wanted_it_is_the_beginning()
    {
        var part = Readable(Passage.Of(Long, _ => false));

        Assert.StartsWith("It begins so.", part, StringComparison.Ordinal);
        Assert.InRange(part.Length, 100, 200);
        Assert.Equal("Short.", Passage.Of("Short.", _ => false));
        Assert.Equal(200, Passage.Of(new string('x', 900), _ => false).Length);
    }

    private static string Readable(string marked) => marked.Replace(Highlighting.Begin, '[').Replace(Highlighting.End, ']');
}
