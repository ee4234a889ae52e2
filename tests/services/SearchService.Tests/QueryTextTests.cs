using Ecommerce.SearchService.Domain.Queries;

namespace Ecommerce.SearchService.Tests;

public sealed class QueryTextTests
{
    [Theory]
    [InlineData("oak board", "oak,board")]
    [InlineData("  Chef’s KNIFE ", "chefs,knife")]
    [InlineData("\"cast iron\" pan", "[cast iron],pan")]
    [InlineData("pan \"cast", "pan,cast")]
    [InlineData("head*", "head*")]
    [InlineData("wi-fi", "wi,fi")]
    [InlineData("usb-c*", "usb,c*")]
    [InlineData("!!! \"\" *", "")]
    public void Query_text_is_parsed_into_words_phrases_and_prefixes(string text, string expected)
        => Assert.Equal(expected, string.Join(',', QueryText.Parse(text).Select(part =>
            part.IsPhrase ? $"[{string.Join(' ', part.Words)}]" : part.Words[0] + (part.IsPrefix ? "*" : ""))));
}
