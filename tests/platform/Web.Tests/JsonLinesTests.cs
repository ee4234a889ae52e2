using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Web.Tests;

public sealed partial class JsonLinesTests
{
    private readonly DefaultHttpContext http = new() { Response = { Body = new MemoryStream() } };

    private string Sent => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    [Fact]
    public async Task Rows_are_sent_as_one_document_per_line()
    {
        await WriteAsync(Rows(2));

        Assert.Equal("application/x-ndjson", http.Response.ContentType);
        Assert.Equal("""
            {"Number":0,"Text":""}
            {"Number":1,"Text":""}

            """, Sent);
    }

    [Fact]
    public async Task No_rows_are_an_empty_body()
    {
        await WriteAsync(Rows(0));

        Assert.Equal("", Sent);
    }

    [Fact]
    public async Task Rows_beyond_the_buffer_are_complete_and_in_order()
    {
        await WriteAsync(Rows(500, new string('x', 1000)));

        Assert.Equal(
            Enumerable.Range(0, 500).Select(number => $$"""{"Number":{{number}},"Text":"{{new string('x', 1000)}}"}"""),
            Sent.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Rows_are_sent_before_the_last_one_is_read()
    {
        async IAsyncEnumerable<Row> Checked()
        {
            await foreach (var row in Rows(100, new string('x', 1000)))
                yield return row;
            Assert.NotEmpty(Sent);
        }

        await WriteAsync(Checked());
    }

    [Fact]
    public async Task Failure_before_the_first_row_sends_nothing()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => WriteAsync(Failing()));

        Assert.Equal("", Sent);
    }

    private Task WriteAsync(IAsyncEnumerable<Row> rows) => JsonLines.WriteAsync(http.Response, rows, RowJson.Default.Row, default);

    private static IAsyncEnumerable<Row> Rows(int count, string text = "")
        => Enumerable.Range(0, count).Select(number => new Row(number, text)).ToAsyncEnumerable();

    private static IAsyncEnumerable<Row> Failing() => Rows(1).Select(Row (_) => throw new TimeoutException());

    internal sealed record Row(int Number, string Text);

    [JsonSerializable(typeof(Row))]
    internal sealed partial class RowJson : JsonSerializerContext;
}
