using Ecommerce.SearchService.Domain.Text;

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
    public void Distance_counts_edits(string typed, string meant, int slips) => Assert.Equal(slips, Typos.Distance(typed, meant));

    [Fact]
    public void Edits_have_distance_of_at_most_one()
        => Assert.All(Typos.Edits("lamp"), slip => Assert.InRange(Typos.Distance("lamp", slip), 0, 1));

    [Fact]
    public void Best_corrections_prefer_same_first_letter_then_frequency()
        => Assert.Equal(
            ["boat", "boot", "goct"], Typos.BestCorrections("boct", [("bough", 9), ("goct", 90), ("boot", 1), ("boat", 5), ("coat", 90)]));
}
