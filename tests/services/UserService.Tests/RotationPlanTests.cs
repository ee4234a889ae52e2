using Ecommerce.UserService.Domain.Keys;

namespace Ecommerce.UserService.Tests;

public sealed class RotationPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RotationPolicy Policy = new(
        Period: TimeSpan.FromDays(30), PublishedBefore: TimeSpan.FromHours(1), TokenLifetime: TimeSpan.FromHours(2));

    [Fact]
    public void First_key_signs_at_once() => Assert.Equal(Start, Plan(Start).NewKeySignsFrom);

    [Fact]
    public void No_key_is_due_before_the_next_must_be_published()
        => Assert.True(Plan(Start.AddDays(30).AddMinutes(-61), Key("a", 0)).IsEmpty);

    [Fact]
    public void Next_key_is_published_before_it_signs()
        => Assert.Equal(Start.AddDays(30), Plan(Start.AddDays(30).AddHours(-1), Key("a", 0)).NewKeySignsFrom);

    [Fact]
    public void Overdue_key_is_published_before_it_signs()
        => Assert.Equal(Start.AddDays(90).AddHours(1), Plan(Start.AddDays(90), Key("a", 0)).NewKeySignsFrom);

    [Fact]
    public void Published_key_prevents_another_new_key()
        => Assert.True(Plan(Start.AddDays(30).AddMinutes(-1), Key("a", 0), Key("b", 30)).IsEmpty);

    [Fact]
    public void Old_key_stays_until_its_last_token_expires()
    {
        var lastTokenExpires = Start.AddDays(30) + Policy.TokenLifetime;
        Assert.Empty(Plan(lastTokenExpires, Key("a", 0), Key("b", 30)).Retired);
        Assert.Equal(["a"], Plan(lastTokenExpires.AddMinutes(6), Key("b", 30), Key("a", 0)).Retired);
    }

    [Fact]
    public void Signing_key_is_never_retired()
        => Assert.Equal(["a", "b"], Plan(Start.AddDays(500), Key("a", 0), Key("b", 30), Key("c", 60)).Retired);

    [Fact]
    public void Newest_started_key_signs()
    {
        KeyTerm[] newestFirst = [Key("b", 30), Key("a", 0)];
        string SigningAt(DateTimeOffset now) => RotationPlan.Signing(newestFirst, key => key.SignsFrom, now).Id;

        Assert.Equal("a", SigningAt(Start.AddDays(30).AddTicks(-1)));
        Assert.Equal("b", SigningAt(Start.AddDays(30)));
        Assert.Equal("a", SigningAt(Start.AddDays(-1)));
    }

    private static KeyTerm Key(string id, int day) => new(id, Start.AddDays(day));

    private static RotationPlan Plan(DateTimeOffset now, params KeyTerm[] keys) => RotationPlan.Of(keys, now, Policy);
}
