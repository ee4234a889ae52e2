using System.Net;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Storefront.Tests;

public sealed class MediaTests : IClassFixture<MediaFixture>
{
    private const string Picture = "/media/400x200-0123456789abcdef0123456789abcdef";
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = [4, 5];
    private static readonly byte[] Whole = [.. First, .. Second];

    private readonly MediaFixture fixture;

    public MediaTests(MediaFixture fixture)
    {
        this.fixture = fixture;
        fixture.Forget();
        Answer = http => SendAsync(http, "image/webp");
    }

    private HttpClient Browser => fixture.Storefront.Client;

    private IReadOnlyCollection<AskedPicture> Asked => fixture.Asked;

    private RequestDelegate Answer
    {
        set => fixture.Answer = value;
    }

    [Theory]
    [InlineData(Picture)]
    [InlineData($"{Picture}/320.webp")]
    public async Task Picture_is_passed_on_with_what_its_service_says_of_caching(string path)
    {
        using var answer = await Browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Whole, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("image/webp", 5), (answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentLength));
        Assert.Equal("\"tag\"", answer.Headers.ETag?.ToString());
        Assert.True(answer.Headers.CacheControl is { Public: true, NoStore: false, MaxAge.Days: 365 });
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(path, Assert.Single(Asked).Path);
    }

    [Fact]
    public async Task HEAD_is_passed_on_as_one()
    {
        using var answer = await Browser.SendAsync(new(HttpMethod.Head, Picture));

        Assert.Equal((HttpStatusCode.OK, 5), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Equal("HEAD", Assert.Single(Asked).Method);
    }

    [Fact]
    public async Task Picture_that_the_browser_has_returns_304()
    {
        Answer = http =>
        {
            http.Response.StatusCode = http.Request.Headers.IfNoneMatch == "\"tag\"" ? 304 : 200;
            http.Response.Headers.ETag = "\"tag\"";
            http.Response.Headers.CacheControl = Forever;
            return Task.CompletedTask;
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, Picture);
        request.Headers.IfNoneMatch.ParseAdd("\"tag\"");

        using var answer = await Browser.SendAsync(request);

        Assert.Equal((HttpStatusCode.NotModified, "\"tag\""), (answer.StatusCode, answer.Headers.ETag?.ToString()));
    }

    [Fact]
    public async Task Picture_is_streamed_while_it_is_read()
    {
        var goOn = new TaskCompletionSource();
        Answer = http => SendAsync(http, "image/webp", goOn.Task);
        using var answer = await Browser.GetAsync(Picture, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();

        var first = new byte[First.Length];
        await body.ReadExactlyAsync(first).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        goOn.SetResult();
        var second = new byte[Second.Length];
        await body.ReadExactlyAsync(second);

        Assert.Equal(First, first);
        Assert.Equal(Second, second);
    }

    [Theory]
    [InlineData("/media/")]
    [InlineData("/media/orders")]
    [InlineData("/media/..%2Forders")]
    [InlineData($"{Picture}/320.webp/more")]
    [InlineData($"{Picture}%0A")]
    public async Task Any_other_path_is_404_and_reaches_no_service(string path)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var answer = await Browser.GetAsync(new Uri($"{fixture.Storefront.Address.GetLeftPart(UriPartial.Authority)}{path}", in raw));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(Asked);
    }

    [Theory]
    [InlineData(200, "text/html", HttpStatusCode.ServiceUnavailable)]
    [InlineData(404, "application/problem+json", HttpStatusCode.NotFound)]
    [InlineData(429, "application/problem+json", HttpStatusCode.TooManyRequests)]
    public async Task Whatever_is_no_picture_is_not_passed_on(int status, string type, HttpStatusCode expected)
    {
        Answer = http =>
        {
            http.Response.StatusCode = status;
            return SendAsync(http, type);
        };

        using var answer = await Browser.GetAsync(Picture);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Session_stays_out_of_what_caches_keep_for_everybody()
    {
        foreach (var path in (string[])[Picture, "/style.css"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", "renewal=of-a-session-that-has-expired; device=browser");
            using var answer = await Browser.SendAsync(request);

            Assert.False(answer.Headers.Contains("Set-Cookie"), path);
        }

        Assert.Equal([new("GET", Picture, "")], Asked);
    }

    private static async Task SendAsync(HttpContext http, string type, Task? goOn = null)
    {
        http.Response.Headers.ETag = "\"tag\"";
        http.Response.Headers.CacheControl = Forever;
        http.Response.ContentType = type;
        http.Response.ContentLength = First.Length + Second.Length;
        await http.Response.Body.WriteAsync(First);
        await http.Response.Body.FlushAsync();
        await (goOn ?? Task.CompletedTask);
        await http.Response.Body.WriteAsync(Second);
    }
}
