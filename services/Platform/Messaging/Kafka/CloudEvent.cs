using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace Ecommerce.Messaging;

/// <summary>
/// The CloudEvents 1.0 Kafka binding in binary mode: attributes are headers, the value is the event's JSON and nothing else.
/// </summary>
/// <param name="Trace">The W3C trace context that came with it, if any.</param>
internal sealed record CloudEvent(Guid Id, string Type, string Source, DateTimeOffset Time, ActivityContext Trace)
{
    private const string Version = "1.0";
    private const string ContentType = "application/json";

    public static Message<byte[], byte[]> Write(OutboxRow row, string source, Activity? publishing)
    {
        var headers = new Headers();
        Add("ce_specversion", Version);
        Add("ce_id", row.EventId.ToString());
        Add("ce_type", row.Type);
        Add("ce_source", source);
        Add("ce_subject", row.Key);
        Add("ce_time", row.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        Add("content-type", ContentType);
        Add("traceparent", publishing?.Id ?? row.Traceparent);
        Add("tracestate", publishing?.TraceStateString ?? row.Tracestate);
        return new Message<byte[], byte[]>
        {
            Key = Encoding.UTF8.GetBytes(row.Key),
            Value = Encoding.UTF8.GetBytes(row.Data),
            Headers = headers,
        };

        void Add(string name, string? value)
        {
            if (value is not null) headers.Add(name, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <exception cref="InvalidMessageException">A required attribute is missing or is not what it should be.</exception>
    public static CloudEvent Read(Headers headers)
    {
        if (Required("ce_specversion") is not Version) throw new InvalidMessageException($"ce_specversion is not {Version}.");
        return new CloudEvent(
            Guid.TryParse(Required("ce_id"), out var id) ? id : throw new InvalidMessageException("ce_id is not a UUID."),
            Required("ce_type"),
            Required("ce_source"),
            DateTimeOffset.TryParse(Text(headers, "ce_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUniversalTime()
                : throw new InvalidMessageException("ce_time is not a time."),
            ActivityContext.TryParse(Text(headers, "traceparent"), Text(headers, "tracestate"), isRemote: true, out var trace)
                ? trace
                : default);

        string Required(string name) =>
            Text(headers, name) is { Length: > 0 } value ? value : throw new InvalidMessageException($"{name} is missing.");
    }

    private static string? Text(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
}

/// <summary>A message that no retry can make readable.</summary>
internal sealed class InvalidMessageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The CloudEvents <c>source</c> of what this process publishes.</summary>
internal sealed record EventSource(string Name);
