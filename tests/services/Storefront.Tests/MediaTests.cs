using System.Collections.Concurrent;
using System.Net;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class MediaTests(StorefrontFixture fixture) : IAsyncLifetime
{
    private const string Picture = "/media/400x200-0123456789abcdef0123456789abcdef";
    private const string Forever = "public, max-age=31536000, immutable";

    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = [4, 5];
    private static readonly byte[] Whole = [.. First, .. Second];

    private readonly ConcurrentQueue<Asked> asked = [];
    private WebApplication? gateway;
    private ServiceProcess? storefront;

    private HttpClient Browser => storefront!.Client;

    private RequestDelegate Answer { get; set; } = http => SendAsync(http, "image/webp");

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        gateway = builder.Build();
        gateway.Run(http =>
        {
            // What the storefront asks for by itself is nothing that a request has asked for.
            if (http.Request.Path.Value is "/features" or "/settings/shop")
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            asked.Enqueue(new(
                http.Request.Method, http.Request.Path, $"{http.Request.Headers.Cookie}{http.Request.Headers.Authorization}"));
            return Answer(http);
        });
        await gateway.StartAsync();
        storefront = await fixture.StartAsync(("services__gateway__http__0", gateway.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await storefront!.DisposeAsync();
        await gateway!.DisposeAsync();
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
        Assert.Equal(path, Assert.Single(asked).Path);
    }

    [Fact]
    public async Task HEAD_is_passed_on_as_one()
    {
        using var answer = await Browser.SendAsync(new(HttpMethod.Head, Picture));

        Assert.Equal((HttpStatusCode.OK, 5), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Equal("HEAD", Assert.Single(asked).Method);
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
        using var answer = await Browser.GetAsync(new Uri($"{storefront!.Address.GetLeftPart(UriPartial.Authority)}{path}", in raw));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(asked);
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

        Assert.Equal([new("GET", Picture, "")], asked);
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

    /// <param name="Credentials">Cookies and tokens that came along.</param>
    private sealed record Asked(string Method, string Path, string Credentials);
}
