namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>Waits for a condition, and says what was the matter when it did not come.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    public static Task UntilAsync(Func<bool> condition, TimeSpan limit, Func<string> otherwise) =>
        UntilAsync(() => Task.FromResult(condition()), limit, otherwise);

    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string> otherwise)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Poll);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > limit) Assert.Fail(otherwise());
            await timer.WaitForNextTickAsync();
        }
    }
}
