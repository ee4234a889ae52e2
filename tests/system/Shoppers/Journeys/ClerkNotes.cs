using System.Threading.Channels;

namespace Ecommerce.Shoppers.Journeys;

/// <summary>What the staff are to do. What they do not come to is forgotten, the oldest first.</summary>
internal sealed class ClerkNotes
{
    private const int Most = 200;

    private readonly Channel<string> shelves = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<Guid> parcels = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>SKUs that ran short.</summary>
    public ChannelReader<string> Shelves => shelves.Reader;

    /// <summary>Confirmed orders.</summary>
    public ChannelReader<Guid> Parcels => parcels.Reader;

    public void Fill(string sku) => shelves.Writer.TryWrite(sku);

    public void Ship(Guid order) => parcels.Writer.TryWrite(order);
}
