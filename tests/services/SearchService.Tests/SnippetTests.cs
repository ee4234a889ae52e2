using Ecommerce.SearchService.Domain.Text;
using Ecommerce.SearchService.Infrastructure.Postgres.Engine;

namespace Ecommerce.SearchService.Tests;

public sealed class SnippetTests
{
    private static readonly string Long =
        $"It begins so. {Repeat("Word after word. ")}Then a harp, at last. {Repeat("More words. ")}";

    [Theory]
    [InlineData("Chef’s knife (steel)", "chefs", "[Chef’s] knife (steel)")]
    [InlineData("knife, knife", "knife", "[knife], [knife]")]
    [InlineData("", "knife", "")]
    [InlineData("!!!", "knife", "!!!")]
    public void Matching_words_are_highlighted(string text, string wanted, string expected)
        => Assert.Equal(expected, Readable(Snippet.HighlightAll(text, Only(wanted))));

    [Fact]
    public void Snippet_of_long_text_contains_matching_word()
    {
        var part = Readable(Snippet.Around(Long, Only("harp")));

        Assert.Contains("a [harp], at last", part, StringComparison.Ordinal);
        Assert.InRange(part.Length, 100, 202);
        Assert.Matches("^(Word|after|word)[ .]", part);
    }

    [Fact]
    public void Snippet_without_match_is_beginning_of_text()
    {
        var part = Readable(Snippet.Around(Long, Only("")));

        Assert.StartsWith("It begins so.", part, StringComparison.Ordinal);
        Assert.InRange(part.Length, 100, 200);
        Assert.Equal("Short.", Snippet.Around("Short.", Only("")));
        Assert.Equal(200, Snippet.Around(new string('x', 900), Only("")).Length);
    }

    [Fact]
    public void Snippet_of_long_text_without_spaces_contains_matching_word()
    {
        var text = $"{string.Concat(Enumerable.Repeat("東京の模型", 30))}塔{string.Concat(Enumerable.Repeat("東京の模型", 60))}";

        var part = Readable(Snippet.Around(text, word => Occurrences.In(word, ["塔"])));

        Assert.Contains("模型[塔]東京", part, StringComparison.Ordinal);
        Assert.Equal(202, part.Length);
    }

    private static Func<Token, IEnumerable<Token>> Only(string wanted) => word => word.Text == wanted ? [word] : [];

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 30));

    private static string Readable(string marked) => marked.Replace(Highlighting.Begin, '[').Replace(Highlighting.End, ']');
}
