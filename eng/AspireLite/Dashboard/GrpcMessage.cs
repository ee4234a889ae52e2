using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard;

/// <summary>gRPC's framing: a byte that says whether the message is compressed, its length in four bytes, the message.</summary>
internal static class GrpcMessage
{
    private const int PrefixLength = 5;
    private const int MaximumLength = 4 * 1024 * 1024;

    public static async Task<T> ReadAsync<T>(PipeReader reader, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : IMessage<T>
    {
        var prefix = await reader.ReadAtLeastAsync(PrefixLength, cancellationToken);
        var length = LengthOf(prefix.Buffer);
        reader.AdvanceTo(prefix.Buffer.GetPosition(PrefixLength));
        if (length == 0) return parser.ParseFrom(ReadOnlySpan<byte>.Empty);

        var body = await reader.ReadAtLeastAsync(length, cancellationToken);
        if (body.Buffer.Length < length) throw new InvalidDataException("The message ended early.");
        var message = parser.ParseFrom(body.Buffer.Slice(0, length));
        reader.AdvanceTo(body.Buffer.GetPosition(length));
        return message;
    }

    public static async Task WriteAsync(PipeWriter writer, IMessage message, CancellationToken cancellationToken)
    {
        var length = message.CalculateSize();
        var prefix = writer.GetMemory(PrefixLength)[..PrefixLength];
        prefix.Span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(prefix.Span[1..], length);
        writer.Advance(PrefixLength);
        message.WriteTo(writer);
        await writer.FlushAsync(cancellationToken);
    }

    private static int LengthOf(ReadOnlySequence<byte> prefix)
    {
        if (prefix.Length < PrefixLength) throw new InvalidDataException("The message has no length.");
        Span<byte> bytes = stackalloc byte[PrefixLength];
        prefix.Slice(0, PrefixLength).CopyTo(bytes);
        if (bytes[0] != 0) throw new InvalidDataException("The message is compressed, which was not negotiated.");
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
        return length is >= 0 and <= MaximumLength ? length : throw new InvalidDataException($"A message of {length} bytes is too long.");
    }
}
