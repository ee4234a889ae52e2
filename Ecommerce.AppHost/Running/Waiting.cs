namespace Ecommerce.AppHost.Running;

/// <summary>A shop that was just ended, or killed, needs a moment to let go of what the next one needs.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when it is free, and says so where that takes a while.</summary>
    /// <param name="isTaken">Whether somebody else still has it.</param>
    /// <param name="what">The begin of a sentence: what is in use.</param>
    /// <param name="advice">The end of the sentence for whoever waited in vain.</param>
    /// <exception cref="StartException">It is not free in time.</exception>
    public static void UntilFree(Func<bool> isTaken, string what, string advice)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var told = false; isTaken(); told = true)
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new StartException($"{what} is in use {advice}");
            if (!told)
                Console.WriteLine($"{what} is in use; waiting up to {Patience.TotalSeconds:0} s for it.");
            Thread.Sleep(Pause);
        }
    }
}
