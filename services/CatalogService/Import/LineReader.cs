using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Ecommerce.CatalogService.Import;

/// <summary>Cuts a stream into lines, one at a time and never more than <see cref="MaxBytes"/> of one in memory.</summary>
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
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return Cut(rest.Slice(0, end));
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (skipping || rest.Length > 0)
                    yield return Cut(rest);
                // A request that is not read to its end takes its connection with it.
                pipe.AdvanceTo(read.Buffer.End);
                yield break;
            }

            // What cannot become a line any more is let go while its end is looked for.
            skipping |= rest.Length > MaxBytes;
            pipe.AdvanceTo(skipping ? rest.End : rest.Start, rest.End);
        }
    }

    private Line Cut(in ReadOnlySequence<byte> bytes)
    {
        var tooLong = skipping || bytes.Length > MaxBytes;
        skipping = false;
        number++;
        return tooLong ? new Line(number, [], TooLong: true) : new Line(number, Trim(bytes.ToArray()), TooLong: false);
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
