namespace Ecommerce.Storefront.Features.Orders;

/// <summary>
/// Counts the streams that each session has open in this replica: a browser has few connections to a host, and pages need some of them.
/// </summary>
internal sealed class OpenStreams
{
    public const int PerSession = 4;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> streams = new(StringComparer.Ordinal);

    /// <summary>Null where the session has as many as it may; else until it is disposed.</summary>
    public IDisposable? TryOpen(string session)
    {
        lock (gate)
        {
            var open = streams.GetValueOrDefault(session);
            if (open >= PerSession)
                return null;
            streams[session] = open + 1;
        }

        return new OpenStream(() => Close(session));
    }

    private void Close(string session)
    {
        lock (gate)
        {
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
