using Ecommerce.UserService.Keys;

namespace Ecommerce.UserService.Tests;

public sealed class RotationPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(2);
    private static readonly RotationOptions Options = new() { Period = TimeSpan.FromDays(30), PublishedBefore = TimeSpan.FromHours(1) };

    [Fact]
    public void The_first_key_signs_at_once() => Assert.Equal(Start, Plan(Start).NewKeySignsFrom);

    [Fact]
    public void Nothing_is_due_until_the_next_key_must_be_published()
        => Assert.True(Plan(Start.AddDays(30).AddMinutes(-61), Key("a", 0)).IsEmpty);

    [Fact]
    public void The_next_key_is_published_before_its_time_to_sign()
        => Assert.Equal(Start.AddDays(30), Plan(Start.AddDays(30).AddHours(-1), Key("a", 0)).NewKeySignsFrom);

    [Fact]
    public void A_key_that_comes_late_is_published_first_all_the_same()
        => Assert.Equal(Start.AddDays(90).AddHours(1), Plan(Start.AddDays(90), Key("a", 0)).NewKeySignsFrom);

    [Fact]
    public void A_key_that_waits_for_its_time_is_the_next_one()
        => Assert.True(Plan(Start.AddDays(30).AddMinutes(-1), Key("a", 0), Key("b", 30)).IsEmpty);

    [Fact]
    public void An_old_key_stays_until_its_last_token_has_expired()
    {
        var lastTokenExpires = Start.AddDays(30) + TokenLifetime;
        Assert.Empty(Plan(lastTokenExpires, Key("a", 0), Key("b", 30)).Retired);
        Assert.Equal(["a"], Plan(lastTokenExpires.AddMinutes(6), Key("b", 30), Key("a", 0)).Retired);
    }

    [Fact]
    public void The_key_that_signs_is_never_retired()
        => Assert.Equal(["a", "b"], Plan(Start.AddDays(500), Key("a", 0), Key("b", 30), Key("c", 60)).Retired);

    [Fact]
    public void The_newest_key_whose_time_has_come_signs()
    {
        KeyTerm[] newestFirst = [Key("b", 30), Key("a", 0)];
        string SigningAt(DateTimeOffset now) => RotationPlan.Signing(newestFirst, key => key.SignsFrom, now).Id;

        Assert.Equal("a", SigningAt(Start.AddDays(30).AddTicks(-1)));
        Assert.Equal("b", SigningAt(Start.AddDays(30)));
        Assert.Equal("a", SigningAt(Start.AddDays(-1)));
    }

    private static KeyTerm Key(string id, int day) => new(id, Start.AddDays(day));

    private static RotationPlan Plan(DateTimeOffset now, params KeyTerm[] keys) => RotationPlan.Of(keys, now, Options, TokenLifetime);
}
