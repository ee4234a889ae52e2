using System.Diagnostics;
using Xunit.Sdk;

namespace Ecommerce.Testing;

/// <summary>Waits for a condition, with a deadline.</summary>
public static class Eventually
{
    // Suites run beside each other, and a broker keeps the place of a consumer that was killed for 45 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns as soon as <paramref name="condition"/> holds.</summary>
    /// <param name="condition">Looked at every 50 ms.</param>
    /// <param name="what">What is waited for; the failure says that it did not come.</param>
    /// <param name="patience">How long to wait; 60 s unless told.</param>
    public static async Task Async(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (patience ?? Patience))
                throw new XunitException($"Waited {watch.Elapsed.TotalSeconds:0} s in vain for this: {what}.");
            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="Async(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task Async(Func<bool> condition, string what, TimeSpan? patience = null)
        => Async(() => Task.FromResult(condition()), what, patience);

    /// <summary>Returns what <paramref name="read"/> gives as soon as that is not null.</summary>
    /// <inheritdoc cref="Async(Func{Task{bool}}, string, TimeSpan?)"/>
    public static async Task<T> ValueAsync<T>(Func<T?> read, string what, TimeSpan? patience = null)
        where T : class
    {
        T? value = null;
        await Async(() => (value = read()) is not null, what, patience);
        return value!;
    }

    /// <summary>
    /// Returns what <paramref name="read"/> gives as soon as <paramref name="accept"/> takes it; the failure says what was last seen.
    /// </summary>
    /// <inheritdoc cref="Async(Func{Task{bool}}, string, TimeSpan?)"/>
    public static async Task<T> Async<T>(Func<Task<T>> read, Predicate<T> accept, string what, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var value = await read();
            if (accept(value))
                return value;
            if (watch.Elapsed > (patience ?? Patience))
                throw new XunitException($"Waited {watch.Elapsed.TotalSeconds:0} s in vain for this: {what}. Last seen: {value}");
            await Task.Delay(Pause);
        }
    }
}
