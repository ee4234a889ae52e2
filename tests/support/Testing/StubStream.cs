using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Testing;

/// <summary>A stream of server-sent events of the stub gateway. Whoever opens it gets what is sent from then on.</summary>
public sealed class StubStream
{
    private readonly Channel<string?> events = Channel.CreateUnbounded<string?>();
    private int opened;
    private int open;

    /// <summary>How often it was opened.</summary>
    public int Opened => Volatile.Read(ref opened);

    /// <summary>How many follow it now.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Nothing more will come: 204, as the API answers then.</summary>
    public bool IsOver { get; set; }

    public void Send(int id, string status) => events.Writer.TryWrite(string.Create(
        CultureInfo.InvariantCulture, $"id: {id}\nevent: status\ndata: {{ \"status\": \"{status}\" }}\n\n"));

    /// <summary>Ends the response that is open; the caller may ask again.</summary>
    public void End() => events.Writer.TryWrite(null);

    public async Task ServeAsync(HttpContext http)
    {
        Interlocked.Increment(ref opened);
        if (IsOver)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        Interlocked.Increment(ref open);
        try
        {
            http.Response.ContentType = "text/event-stream";
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var text in events.Reader.ReadAllAsync(http.RequestAborted))
            {
                if (text is null)
                    return;
                await http.Response.WriteAsync(text, http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller left.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
