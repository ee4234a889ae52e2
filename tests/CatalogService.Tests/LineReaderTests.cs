using System.IO.Pipelines;
using System.Text;
using Ecommerce.CatalogService.Import;

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
    public async Task A_file_is_cut_at_its_line_breaks(string file, string lines)
        => Assert.Equal(lines, string.Join('|', (await ReadAsync(file, chunk: 1)).Select(l => Encoding.UTF8.GetString(l.Text))));

    [Fact]
    public async Task A_line_that_is_too_long_is_passed_over_and_its_neighbours_are_kept()
    {
        var lines = await ReadAsync($"a\n{new string('x', (3 * LineReader.MaxBytes) + 7)}\nb\n", chunk: 5_000);
        Assert.Equal([false, true, false], lines.Select(l => l.TooLong));
        Assert.Equal([1, 2, 3], lines.Select(l => l.Number));
        Assert.Equal("b"u8.ToArray(), lines[2].Text);
    }

    [Fact]
    public async Task The_longest_line_allowed_is_read_whole()
    {
        var lines = await ReadAsync(new string('x', LineReader.MaxBytes) + "\n" + new string('y', LineReader.MaxBytes), chunk: 4_096);
        Assert.Equal([LineReader.MaxBytes, LineReader.MaxBytes], lines.Select(l => l.Text.Length));
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
