namespace Ecommerce.Storefront.Features.Orders;

/// <summary>
/// Counts the streams that are open in this replica. Each session has few: so has a browser connections to a host, and pages need some of
/// them. All together have a bound, too: whoever opens many sessions has each of them, and every stream costs a connection to the API.
/// </summary>
internal sealed class OpenStreams
{
    public const int PerSession = 4;
    private const int Max = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> streams = new(StringComparer.Ordinal);
    private int total;

    /// <summary>Null where the session, or all together, have as many as they may; else until it is disposed.</summary>
    public IDisposable? TryOpen(string session)
    {
        lock (gate)
        {
            var open = streams.GetValueOrDefault(session);
            if (open >= PerSession || total >= Max)
                return null;
            streams[session] = open + 1;
            total++;
        }

        return new OpenStream(() => Close(session));
    }

    private void Close(string session)
    {
        lock (gate)
        {
            total--;
            if (streams[session] == 1)
                streams.Remove(session);
            else
                streams[session]--;
        }
    }

    private sealed class OpenStream(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
