using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ecommerce.NotificationService.Infrastructure.Webhooks;

/// <summary>The body of a webhook: <c>{ id, type, occurredAt, data }</c>, with the same id at each attempt.</summary>
internal static class WebhookBody
{
    /// <param name="data">The event's own JSON.</param>
    public static string Write(Guid id, string type, DateTimeOffset occurredAt, string data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("type", type);
            writer.WriteString("occurredAt", occurredAt);
            writer.WritePropertyName("data");
            writer.WriteRawValue(data);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
