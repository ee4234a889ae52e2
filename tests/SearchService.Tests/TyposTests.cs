using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Tests;

public sealed class TyposTests
{
    [Theory]
    [InlineData("kettle", "kettle", 0)]
    [InlineData("kettel", "kettle", 1)]
    [InlineData("ketle", "kettle", 1)]
    [InlineData("kkettle", "kettle", 1)]
    [InlineData("kattle", "kettle", 1)]
    [InlineData("ktetel", "kettle", 2)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    public void Slips_are_counted(string typed, string meant, int slips) => Assert.Equal(slips, Typos.Distance(typed, meant));

    [Fact]
    public void All_words_one_slip_away_are_one_slip_away()
        => Assert.All(Typos.Slips("lamp"), slip => Assert.InRange(Typos.Distance("lamp", slip), 0, 1));

    [Fact]
    public void Of_the_nearest_words_the_one_with_the_same_beginning_and_the_more_frequent_one_come_first()
        => Assert.Equal(["boat", "boot", "goct"], Typos.Likeliest("boct", [("bough", 9), ("goct", 90), ("boot", 1), ("boat", 5), ("coat", 90)]));
}
