using System.Collections.Concurrent;

namespace Ecommerce.OrderService.Features.LiveStatus;

/// <summary>How many streams one person may have open on this replica: each holds a connection and reads its order now and then.</summary>
internal sealed class StreamLimit
{
    public const int MaxPerPerson = 20;

    private readonly ConcurrentDictionary<Guid, int> open = new();

    /// <summary>Counts a stream until it is disposed; null where it would be one too many.</summary>
    public IDisposable? TryOpen(Guid person)
    {
        while (true)
        {
            var count = open.GetOrAdd(person, 0);
            if (count >= MaxPerPerson)
                return null;
            if (open.TryUpdate(person, count + 1, count))
                return new OpenStream(() => Close(person));
        }
    }

    private void Close(Guid person)
    {
        open.AddOrUpdate(person, 0, (_, count) => count - 1);
        // Only where nobody has opened another one meanwhile.
        open.TryRemove(KeyValuePair.Create(person, 0));
    }

    private sealed class OpenStream(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
