using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>Reads a stream line by line, with at most <see cref="MaxBytes"/> of a line in memory.</summary>
internal sealed class LineReader(PipeReader pipe)
{
    public const int MaxBytes = 64 * 1024;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private int number;
    private bool skipping;

    public async IAsyncEnumerable<Line> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            try
            {
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    yield return ToLine(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (read.IsCompleted)
                {
                    if (skipping || rest.Length > 0)
                        yield return ToLine(rest);
                    rest = rest.Slice(rest.End);
                    yield break;
                }

                // The bytes of a line that is too long are dropped until its end is found.
                skipping |= rest.Length > MaxBytes;
                if (skipping)
                    rest = rest.Slice(rest.End);
            }
            finally
            {
                // Also when whoever wants the lines gives up: a read without an end would break the connection, and with it the next
                // request that a gateway sends over it.
                pipe.AdvanceTo(rest.Start, rest.End);
            }
        }
    }

    private Line ToLine(in ReadOnlySequence<byte> bytes)
    {
        var tooLong = skipping || bytes.Length > MaxBytes;
        skipping = false;
        number++;
        return tooLong ? new Line(number, [], IsTooLong: true) : new Line(number, Trim(bytes.ToArray()), IsTooLong: false);
    }

    private byte[] Trim(byte[] text)
    {
        var span = text.AsSpan();
        if (number == 1 && span.StartsWith(ByteOrderMark))
            span = span[ByteOrderMark.Length..];
        if (span.EndsWith("\r"u8))
            span = span[..^1];
        return span.Length == text.Length ? text : span.ToArray();
    }
}
