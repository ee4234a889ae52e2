using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Ecommerce.Storefront.Infrastructure.Visits;

/// <summary>Visits to be sent. A full queue drops visits: no page waits for analytics.</summary>
internal sealed class VisitQueue
{
    public const int Capacity = 1000;

    private readonly Channel<Visit> channel;
    private readonly Counter<long> visits;

    public VisitQueue(IMeterFactory meters)
    {
        visits = meters.Create("Ecommerce.Storefront").CreateCounter<long>(
            "ecommerce.storefront.visits", "{visit}", "Steps of visitors, by what became of them.");
        channel = Channel.CreateBounded<Visit>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite }, _ => Count("dropped"));
    }

    public IAsyncEnumerable<Visit> ReadAllAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

    public void Add(Visit visit) => channel.Writer.TryWrite(visit);

    public void Count(string outcome) => visits.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
