namespace Ecommerce.Messaging;

internal enum ReplayOutcome
{
    Handled,
    NotFound,
    NotReplayable,
    Failed,
}

/// <summary>Hands a dead letter to its handler once more, as the consumer would: the inbox keeps it from being done twice.</summary>
internal sealed class DeadLetterReplay(IDeadLetterStore store, EventDispatcher dispatcher, IEnumerable<Subscription> subscriptions)
{
    public async Task<(ReplayOutcome Outcome, Exception? Failure)> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } letter) return (ReplayOutcome.NotFound, null);
        if (letter is not { EventId: { } eventId, Type: { } type, Source: { } source, OccurredAt: { } occurredAt }
            || RouteOf(letter, type) is not { } route)
            return (ReplayOutcome.NotReplayable, null);

        try
        {
            await dispatcher.DispatchAsync(
                letter.Consumer, route, new EventContext(eventId, source, occurredAt), letter.Value, cancellationToken);
        }
        // Whatever the handler throws, the operator is told and the letter stays.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return (ReplayOutcome.Failed, failure);
        }

        await store.RemoveAsync(id, cancellationToken);
        return (ReplayOutcome.Handled, null);
    }

    private EventRoute? RouteOf(DeadLetter letter, string type) =>
        subscriptions.FirstOrDefault(subscription => subscription.Group == letter.Consumer)?.RouteFor(letter.Topic, type);
}
