namespace Ecommerce.Web.Tests;

public sealed class SharedAnswerTests
{
    private readonly LaterTime time = new();
    private readonly SharedAnswers<string> answers;
    private int reads;

    public SharedAnswerTests() => answers = new(time, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task All_who_ask_while_it_is_read_get_one_read()
    {
        var slow = new TaskCompletionSource<string>();
        var asked = Enumerable.Range(0, 100).Select(_ => GetAsync("a", slow.Task)).ToArray();

        slow.SetResult("read");

        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal("read", answer));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Answer_is_read_again_when_it_is_a_second_old()
    {
        Assert.Equal("old", await GetAsync("a", Task.FromResult("old")));
        time.Now += TimeSpan.FromMilliseconds(999);
        Assert.Equal("old", await GetAsync("a", Task.FromResult("new")));
        time.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal("new", await GetAsync("a", Task.FromResult("new")));
    }

    [Fact]
    public async Task Read_that_takes_longer_than_an_answer_lives_is_waited_for_by_all()
    {
        var slow = new TaskCompletionSource<string>();
        var first = GetAsync("a", slow.Task);

        time.Now += TimeSpan.FromSeconds(20);
        var second = GetAsync("a", Task.FromResult("another read"));
        slow.SetResult("read");

        Assert.Equal("read", await first);
        Assert.Equal("read", await second);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Read_that_began_before_a_change_is_given_to_nobody_who_asks_after_it()
    {
        var slow = new TaskCompletionSource<string>();
        var before = GetAsync("a", slow.Task);

        answers.Invalidate();
        var after = GetAsync("a", Task.FromResult("new"));
        slow.SetResult("old");

        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
        Assert.Equal("new", await GetAsync("a", Task.FromResult("newer")));
    }

    [Fact]
    public async Task Failure_is_told_to_its_callers_and_not_kept()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync("a", Task.FromException<string>(new TimeoutException())));
        Assert.Equal("read", await GetAsync("a", Task.FromResult("read")));
    }

    [Fact]
    public async Task Caller_who_gives_up_leaves_the_others_their_answer()
    {
        var slow = new TaskCompletionSource<string>();
        using var patience = new CancellationTokenSource();
        var impatient = answers.GetAsync("a", () => slow.Task, patience.Token);
        var patient = GetAsync("a", Task.FromResult("another read"));

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        slow.SetResult("read");

        Assert.Equal("read", await patient);
    }

    [Fact]
    public async Task Thousands_of_questions_are_forgotten_again()
    {
        for (var question = 0; question < 5_000; question++)
            Assert.Equal("read", await GetAsync($"{question}", Task.FromResult("read")));
        Assert.Equal(5_000, reads);

        await GetAsync("0", Task.FromResult("read"));
        Assert.Equal(5_001, reads);
    }

    private Task<string> GetAsync(string question, Task<string> read)
        => answers.GetAsync(
            question,
            () =>
            {
                reads++;
                return read;
            },
            CancellationToken.None);

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
