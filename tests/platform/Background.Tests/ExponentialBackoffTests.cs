namespace Ecommerce.Background.Tests;

public sealed class ExponentialBackoffTests
{
    private static readonly ExponentialBackoff Backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Delay_doubles_with_each_failure_up_to_the_limit(int failures, int seconds)
        => Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Delay(failures));

    [Fact]
    public void Factor_of_three_triples_the_delay()
        => Assert.Equal(TimeSpan.FromSeconds(9), (Backoff with { Factor = 3 }).Delay(3));

    [Fact]
    public void Jitter_shortens_the_delay_by_a_fifth_at_most()
    {
        var delays = Enumerable.Range(0, 1000).Select(_ => Backoff.DelayWithJitter(4).TotalSeconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, 6.4, 8));
        Assert.True(delays.Max() - delays.Min() > 1);
    }
}
