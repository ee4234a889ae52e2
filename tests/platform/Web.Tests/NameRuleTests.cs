using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web.Tests;

public sealed class NameRuleTests
{
    [Theory]
    [InlineData("O'Neill")]
    [InlineData("J. R. R. Tolkien")]
    [InlineData("J.R.R.Tolkien")]
    [InlineData("Jean-Luc")]
    [InlineData("St. John")]
    [InlineData("St.John")]
    [InlineData("Dr.Müller")]
    [InlineData("J.De Vries")]
    [InlineData("c/o Ada: 2nd floor, no. 5/7")]
    [InlineData("Dr.No")]
    [InlineData("DR.NO")]
    [InlineData("Dr.Kim")]
    [InlineData("Prof.Dr.Li")]
    [InlineData("J.Green")]
    [InlineData("J.R.R. Tolkien")]
    [InlineData("Mary-Ann O.Neil")]
    [InlineData("Van der Berg e.V.")]
    [InlineData("Müller GmbH & Co.KG")]
    [InlineData("Müller & co.kg")]
    [InlineData("Smith Pty.Ltd.")]
    [InlineData("H.Meier/Schulz")]
    [InlineData("Av.Paris 5")]
    [InlineData("1.er piso")]
    [InlineData("p.o.box 12")]
    [InlineData("1.2.3.4")]
    [InlineData("Hauptstr.5/3")]
    [InlineData("P.O.Box 12")]
    [InlineData("S.p.A. 3.14")]
    [InlineData("Zoë ✨")]
    [InlineData("मुहम्मद")]
    [InlineData("محمد\u200cرضا")]
    [InlineData("เก\u200dรียง")]
    [InlineData("क्\u200dष")]
    [InlineData("山田 太郎")]
    [InlineData("👩\u200d🚀 Ada")]
    public void Name_of_any_language_is_taken(string name) => Assert.Empty(Errors(name));

    [Theory]
    [InlineData("You won! Claim at https://prize.example/now")]
    [InlineData("You won! HTTP://prize")]
    [InlineData("visit example.com")]
    [InlineData("visit example.com.")]
    [InlineData("www.prize")]
    [InlineData("prize.de")]
    [InlineData("prize.co.uk")]
    [InlineData("t.me/prize")]
    [InlineData("prize.museum/now")]
    [InlineData("ada@prize.com")]
    [InlineData("ｅｘａｍｐｌｅ．ｃｏｍ")]
    [InlineData("example。com")]
    [InlineData("exam\u00adple\u200b.\u2060com")]
    [InlineData("приз.рф")]
    [InlineData("münchen.de")]
    [InlineData("You won! Claim at prize.today")]
    [InlineData("Claim at Prize.Today")]
    [InlineData("Claim at winner.casino")]
    [InlineData("1xbet.bet now")]
    [InlineData("Your parcel: 777.ru")]
    [InlineData("free-gift.monster")]
    [InlineData("выигрыш.онлайн")]
    [InlineData("ВЫИГРЫШ.ОНЛАЙН")]
    [InlineData("xn--80ak.xn--80asehdb")]
    [InlineData("user@evil.today")]
    [InlineData("user@Dr.No")]
    [InlineData("Dr.No/win")]
    [InlineData("dr.no")]
    [InlineData("Dr.Today")]
    [InlineData("A.Prize.Li")]
    [InlineData("1.2.3.4/win")]
    [InlineData("1.2.3.4:80")]
    [InlineData("t.co")]
    [InlineData("Prize.De")]
    [InlineData("mailto:ada")]
    public void Web_address_in_a_name_is_an_error(string name)
        => Assert.Contains("web address", Assert.Single(Errors(name)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00a0\u3000")]
    [InlineData("\u200d\u200c")]
    [InlineData("\u3164")]
    [InlineData("\u2800 \ufe0f")]
    [InlineData("\u00ad")]
    public void Name_of_which_nothing_can_be_seen_is_an_error(string? name) => Assert.Equal(["is required"], Errors(name));

    [Theory]
    [InlineData("A\u0000da")]
    [InlineData("Ada\nEve")]
    [InlineData("Ada\u2028Eve")]
    [InlineData("Ada \u202Eeve")]
    [InlineData("Ada \u2067eve")]
    public void Control_character_in_a_name_is_an_error(string name) => Assert.Equal(["must not have control characters"], Errors(name));

    [Fact]
    public void Name_is_stored_composed_and_trimmed() => Assert.Equal("Zoé", TextRules.ToName(" Zoe\u0301 "));

    [Fact]
    public void Length_counts_what_is_stored()
    {
        Assert.Empty(Errors(string.Concat(Enumerable.Repeat("e\u0301", 60))));
        Assert.Equal(["must have at most 60 characters"], Errors(new string('a', 61)));
        Assert.Equal(["must have at most 60 characters"], Errors(new string('\uFDFA', 300_000)));
    }

    [Fact]
    public void Each_line_of_an_address_follows_the_rule_of_names()
        => Assert.Equal(
            ["name", "street", "city"],
            new FieldErrors().CheckPostalAddress("", "a.com", "http://b", "\u200d", "10115", "DE").Errors.Keys);

    private static string[] Errors(string? name)
        => [.. new FieldErrors().CheckName("name", name, 60).Errors.SelectMany(error => error.Value)];
}
