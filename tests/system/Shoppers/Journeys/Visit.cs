using System.Text.Json.Nodes;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>One person's way through the shop.</summary>
/// <param name="random">Decides what this one does.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="closing">The shop is about to be left: nothing new is begun.</param>
/// <param name="patience">What is begun is given up.</param>
internal sealed class Visit(Random random, TimeProvider timeProvider, CancellationToken closing, CancellationToken patience)
{
    public Random Random => random;

    public CancellationToken Patience => patience;

    /// <summary>Whether nothing new is begun.</summary>
    public bool IsOver => closing.IsCancellationRequested;

    public bool Chance(double probability) => random.NextDouble() < probability;

    public JsonNode Pick(JsonArray items) => items[random.Next(items.Count)]!;

    /// <summary>Waits, but not when the shop is about to be left.</summary>
    /// <exception cref="OperationCanceledException">It is.</exception>
    public Task ThinkAsync(TimeSpan wait) => Task.Delay(wait, timeProvider, closing);

    /// <summary>Waits before something that was begun is tried again.</summary>
    /// <exception cref="OperationCanceledException">It is given up.</exception>
    public Task WaitAsync(TimeSpan wait) => Task.Delay(wait, timeProvider, patience);
}
