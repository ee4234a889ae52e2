using System.IO.Pipelines;
using System.Text;
using Ecommerce.CatalogService.Features.ImportProducts;

namespace Ecommerce.CatalogService.Tests;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("\uFEFFa\nb\n", "a|b")]
    public async Task File_is_split_at_its_line_breaks(string file, string lines)
        => Assert.Equal(lines, string.Join('|', (await ReadAsync(file, chunk: 1)).Select(l => Encoding.UTF8.GetString(l.Text))));

    [Fact]
    public async Task Too_long_line_is_skipped_and_its_neighbours_are_read()
    {
        var lines = await ReadAsync($"a\n{new string('x', (3 * LineReader.MaxBytes) + 7)}\nb\n", chunk: 5_000);
        Assert.Equal([false, true, false], lines.Select(l => l.IsTooLong));
        Assert.Equal([1, 2, 3], lines.Select(l => l.Number));
        Assert.Equal("b"u8.ToArray(), lines[2].Text);
    }

    [Fact]
    public async Task Line_of_the_maximum_length_is_read_whole()
    {
        var lines = await ReadAsync(new string('x', LineReader.MaxBytes) + "\n" + new string('y', LineReader.MaxBytes), chunk: 4_096);
        Assert.Equal([LineReader.MaxBytes, LineReader.MaxBytes], lines.Select(l => l.Text.Length));
    }

    [Fact]
    public async Task File_can_be_read_on_after_its_reader_gave_up()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("a\nb\nc\n"u8.ToArray());
        await foreach (var line in new LineReader(pipe.Reader).ReadAsync(CancellationToken.None))
        {
            if (line.Number == 2)
                break;
        }

        await pipe.Writer.CompleteAsync();
        var rest = await pipe.Reader.ReadAsync();
        Assert.Equal("b\nc\n", Encoding.UTF8.GetString(rest.Buffer));
    }

    private static async Task<List<Line>> ReadAsync(string file, int chunk)
    {
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Writer, Encoding.UTF8.GetBytes(file), chunk);
        var lines = new List<Line>();
        await foreach (var line in new LineReader(pipe.Reader).ReadAsync(CancellationToken.None))
            lines.Add(line);
        await writing;
        return lines;
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] file, int chunk)
    {
        foreach (var part in file.Chunk(chunk))
            await writer.WriteAsync(part);
        await writer.CompleteAsync();
    }
}
