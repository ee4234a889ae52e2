using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace Ecommerce.Messaging;

/// <summary>A message that no retry could process, and why. Without an event id it could not even be read.</summary>
public sealed record DeadLetter(
    Guid Id, string Consumer, string Topic, int Partition, long Offset, Guid? EventId, string? Type, string? Source,
    DateTimeOffset? OccurredAt, byte[]? Key, byte[]? Value, string Reason, string Exception, DateTimeOffset FailedAt)
{
    private const int MaxReason = 500;

    internal static DeadLetter From(
        ConsumeResult<byte[], byte[]> message, string consumer, CloudEvent? envelope, Exception failure, DateTimeOffset now) => new(
        Guid.CreateVersion7(now), consumer, message.Topic, message.Partition.Value, message.Offset.Value,
        envelope?.Id, envelope?.Type, envelope?.Source, envelope?.Time,
        message.Message.Key, message.Message.Value,
        Shorten(failure.Message), failure.GetType().FullName!, now);

    /// <summary>One that was read in its publisher's log: it has a position there and no place on the topic.</summary>
    internal static DeadLetter From(LoggedEvent logged, string topic, string consumer, byte[] value, Exception failure, DateTimeOffset now)
        => new(
        Guid.CreateVersion7(now), consumer, topic, -1, logged.Position, logged.Id, logged.Type, logged.Source, logged.Time,
        Encoding.UTF8.GetBytes(logged.Key), value, Shorten(failure.Message), failure.GetType().FullName!, now);

    /// <summary>The message as it was, and beside its own headers where it came from and why it is here.</summary>
    internal Message<byte[], byte[]> ToMessage(Headers original)
    {
        var headers = new Headers();
        foreach (var header in original) headers.Add(header);
        Add("dead_letter_reason", Reason);
        Add("dead_letter_exception", Exception);
        Add("dead_letter_consumer", Consumer);
        Add("dead_letter_topic", Topic);
        Add("dead_letter_partition", Partition.ToString(CultureInfo.InvariantCulture));
        Add("dead_letter_offset", Offset.ToString(CultureInfo.InvariantCulture));
        return new Message<byte[], byte[]> { Key = Key!, Value = Value!, Headers = headers };

        void Add(string name, string value) => headers.Add(name, Encoding.UTF8.GetBytes(value));
    }

    private static string Shorten(string reason) => reason.Length > MaxReason ? reason[..MaxReason] : reason;
}
