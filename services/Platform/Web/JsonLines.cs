using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Web;

/// <summary>JSON lines: one JSON document per line, in UTF-8.</summary>
public static class JsonLines
{
    public const string MediaType = "application/x-ndjson";

    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// Sends rows as they are read, 64 KiB at a time. A failure before that much is read still becomes a problem response.
    /// </summary>
    public static async Task WriteAsync<T>(
        HttpResponse response, IAsyncEnumerable<T> rows, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        response.ContentType = MediaType;
        var buffer = new ArrayBufferWriter<byte>(BufferBytes);
        await using var json = new Utf8JsonWriter(buffer);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            JsonSerializer.Serialize(json, row, type);
            json.Reset();
            buffer.Write("\n"u8);
            if (buffer.WrittenCount < BufferBytes)
                continue;
            await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }

        await response.Body.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
