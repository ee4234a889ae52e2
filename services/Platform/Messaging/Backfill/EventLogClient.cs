using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.Messaging;

/// <summary>Reads the event logs of other services.</summary>
internal sealed class EventLogClient(HttpClient http)
{
    /// <summary>All from behind a position on, page by page.</summary>
    /// <exception cref="HttpRequestException">The service does not answer, or not with a log.</exception>
    public async IAsyncEnumerable<EventLogPage> ReadAsync(
        string service, long after, IEnumerable<string> types,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = string.Concat(types.Select(type => $"&type={Uri.EscapeDataString(type)}"));
        for (long? next = after; next is not null;)
        {
            var page = await ReadPageAsync(new Uri($"https+http://{service}/event-log?after={next}{wanted}"), cancellationToken);
            yield return page;
            next = page.Next;
        }
    }

    private async Task<EventLogPage> ReadPageAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync(address, EventLogJson.Default.EventLogPage, cancellationToken)
                ?? throw new HttpRequestException("The answer is null.");
        }
        catch (JsonException unreadable)
        {
            throw new HttpRequestException("The answer is no event log.", unreadable);
        }
    }
}
