using Ecommerce.ReviewService.Domain;

namespace Ecommerce.ReviewService.Tests;

public sealed class WordFilterTests
{
    private readonly WordFilter filter = new(["fuck*", "shit", "ass", "hure", "pussy"]);

    [Theory]
    [InlineData("fuck")]
    [InlineData("What the FUCK is this")]
    [InlineData("fucking bad")]
    [InlineData("fuuuuck")]
    [InlineData("f.u.c.k")]
    [InlineData("f u c k you")]
    [InlineData("f-u c_k off")]
    [InlineData("fu*ck, but fu-ck")]
    [InlineData("ｆｕｃｋ")]
    [InlineData("fück")]
    [InlineData("fu\u200bck")]
    [InlineData("fu\u0308ck")]
    [InlineData("fuсk")]
    [InlineData("SHIT!")]
    [InlineData("sh!t")]
    [InlineData("5h1t")]
    [InlineData("$hit.")]
    [InlineData("so,shit,really")]
    [InlineData("a$$")]
    [InlineData("@ss")]
    [InlineData("İt is shİt")]
    [InlineData("Húre")]
    public void Disguised_listed_word_matches(string text) => Assert.True(filter.Matches(text));

    [Theory]
    [InlineData("")]
    [InlineData("A good tent, as dry as can be.")]
    [InlineData("Class of its own; bass and grass, assess it")]
    [InlineData("as")]
    [InlineData("mushi tastes")]
    [InlineData("Shitake mushrooms")]
    [InlineData("I a m s p e l t")]
    [InlineData("455")]
    [InlineData("Size 5, 100 %, $5 off!")]
    [InlineData("pusy willow")]
    [InlineData("家具 はとても良い")]
    public void Similar_but_unlisted_word_does_not_match(string text) => Assert.False(filter.Matches(text));

    [Fact]
    public void Empty_word_list_matches_nothing() => Assert.False(new WordFilter([]).Matches("fuck"));
}
