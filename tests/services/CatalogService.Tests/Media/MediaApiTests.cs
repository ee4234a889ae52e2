using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecommerce.Conformance;
using Ecommerce.ServiceDefaults;
using NetVips;

namespace Ecommerce.CatalogService.Tests.Media;

public sealed partial class MediaApiTests(PostgresCatalogFixture fixture) : IClassFixture<PostgresCatalogFixture>
{
    private const int MaxBytes = 10 * 1024 * 1024;

    private readonly HttpClient anonymous = fixture.Client();
    private readonly HttpClient staff = fixture.Client(Permissions.ProductsWrite);

    public static TheoryData<string, string, HttpStatusCode, string> Refused => new()
    {
        { "nothing", "", HttpStatusCode.BadRequest, "is required" },
        { "SVG", Text("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"), Unsupported, "must be JPEG, PNG" },
        { "HTML", Text("<!DOCTYPE html><script>alert(1)</script>"), Unsupported, "must be JPEG, PNG" },
        { "TIFF", Text("II*\0 and so on"), Unsupported, "must be JPEG, PNG" },
        { "a format's first bytes alone", File([0xFF, 0xD8, 0xFF]), HttpStatusCode.BadRequest, "damaged" },
        { "a script that begins as a GIF does", Text("GIF89a=1;/*" + Long + "*/alert(1)"), HttpStatusCode.BadRequest, "damaged" },
        { "SVG that begins as a GIF does", Text("GIF89a<svg xmlns='http://www.w3.org/2000/svg'/>"), HttpStatusCode.BadRequest, "damaged" },
        { "half a JPEG", File(PictureSamples.HalfOf(PictureSamples.Jpeg())), HttpStatusCode.BadRequest, "incomplete" },
        { "half a PNG", File(PictureSamples.HalfOf(PictureSamples.Png())), HttpStatusCode.BadRequest, "incomplete" },
        { "half a WebP", File(PictureSamples.HalfOf(PictureSamples.WebP())), HttpStatusCode.BadRequest, "incomplete" },
        { "half an AVIF", File(PictureSamples.HalfOf(PictureSamples.Avif())), HttpStatusCode.BadRequest, "incomplete" },
        { "half a GIF", File(PictureSamples.HalfOf(PictureSamples.AnimatedGif(40, 20))), HttpStatusCode.BadRequest, "incomplete" },
        { "too many pixels", File(PictureSamples.PngHeader(50_000, 50_000)), HttpStatusCode.BadRequest, "50000 x 50000" },
        { "too long a side", File(PictureSamples.PngHeader(8001, 1)), HttpStatusCode.BadRequest, "8000 pixels a side" },
        { "too many megapixels", File(PictureSamples.PngHeader(7000, 7000)), HttpStatusCode.BadRequest, "40 megapixels" },
        { "too many deep pixels", File(PictureSamples.DeepPng(5000, 4000)), HttpStatusCode.BadRequest, "16 megapixels" },
    };

    private static string Long => new(' ', 200);

    private static HttpStatusCode Unsupported => HttpStatusCode.UnsupportedMediaType;

    [Fact]
    public async Task Uploaded_picture_has_an_address_that_tells_its_size_and_is_the_hash_of_its_bytes()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(400, 200));

        var bytes = await anonymous.GetByteArrayAsync(kept.Url);
        Assert.Equal((400, 200, bytes.Length), (kept.Width, kept.Height, kept.Size));
        Assert.Equal($"/media/400x200-{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}", kept.Url);
        Assert.Equal("webpload_buffer", (string)Image.NewFromBuffer(bytes).Get("vips-loader"));
    }

    [Fact]
    public async Task Picture_of_a_phone_is_turned_upright_and_forgets_where_it_was_taken()
    {
        var file = PictureSamples.FromAPhone(400, 200);
        Assert.Contains(Image.NewFromBuffer(file).GetFields(), field => field.Contains("GPSLatitude", StringComparison.Ordinal));

        var kept = await UploadAsync(file);

        Assert.Equal((200, 400), (kept.Width, kept.Height));
        var bytes = await anonymous.GetByteArrayAsync(kept.Url);
        Assert.True(PictureSamples.IsRedAt(bytes, 0.5, 0.1));
        Assert.False(PictureSamples.IsRedAt(bytes, 0.5, 0.9));
        Assert.DoesNotContain(
            Image.NewFromBuffer(bytes).GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field == "orientation");
        Assert.DoesNotContain("Camera of a test", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Formats => new()
    {
        { "PNG", File(PictureSamples.Png()) },
        { "WebP", File(PictureSamples.WebP()) },
        { "AVIF", File(PictureSamples.Avif()) },
        { "GIF of two frames", File(PictureSamples.AnimatedGif()) },
        { "JPEG for print", File(PictureSamples.CmykJpeg()) },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Picture_of_any_format_becomes_one_frame_of_WebP(string format, string file)
    {
        var kept = await UploadAsync(Convert.FromBase64String(file));

        Assert.True((kept.Width, kept.Height) == (400, 200), format);
        var bytes = await anonymous.GetByteArrayAsync(kept.Url);
        Assert.True(PictureSamples.IsRedAt(bytes, 0.1, 0.5));
        Assert.False(PictureSamples.IsRedAt(bytes, 0.9, 0.5));
        Assert.DoesNotContain("n-pages", Image.NewFromBuffer(bytes).GetFields());
    }

    [Fact]
    public async Task Large_picture_is_made_smaller_and_a_small_one_keeps_its_size()
    {
        var large = await UploadAsync(PictureSamples.Jpeg(3000, 1500));
        var small = await UploadAsync(PictureSamples.Png(3, 2));

        Assert.Equal((2000, 1000), (large.Width, large.Height));
        Assert.Equal((3, 2), (small.Width, small.Height));
    }

    [Fact]
    public async Task Same_file_sent_again_has_the_same_address_whatever_its_sender_calls_it()
    {
        var file = PictureSamples.Png(120, 80);

        var addresses = await Task.WhenAll(
            ((string?[])["image/png", "text/html", "application/json; charset=utf-8", null]).Select(
                async type => (await UploadAsync(file, type)).Url));

        Assert.Single(addresses.Distinct());
    }

    [Fact]
    public async Task What_is_appended_to_a_picture_is_not_kept()
    {
        var kept = await UploadAsync([.. PictureSamples.Jpeg(), .. "<script>alert('appended')</script>"u8]);

        var bytes = await anonymous.GetByteArrayAsync(kept.Url);
        Assert.DoesNotContain("appended", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task File_that_is_no_picture_is_refused_with_a_reason_and_writes_nothing(
        string what, string file, HttpStatusCode status, string reason)
    {
        var before = FilesKept();

        var response = await PostAsync(staff, new ByteArrayContent(Convert.FromBase64String(file)), "image/png");

        var problem = await ProblemAssert.IsProblemAsync(
            response, status, status == Unsupported ? "unsupported-media-type" : "invalid-request");
        var message = problem.GetProperty("errors").GetProperty("body")[0].GetString();
        Assert.True(message!.Contains(reason, StringComparison.Ordinal), $"{what}: {message}");
        Assert.Equal(before, FilesKept());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task File_that_is_too_large_returns_413_and_writes_nothing(bool chunked)
    {
        var before = FilesKept();
        byte[] file = [.. PictureSamples.Jpeg(), .. new byte[MaxBytes]];
        HttpContent content = chunked ? new StreamContent(new Unmeasured(file)) : new ByteArrayContent(file);

        var response = await PostAsync(staff, content, "image/jpeg");

        var problem = await ProblemAssert.IsProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Equal("must have at most 10 MB", problem.GetProperty("errors").GetProperty("body")[0].GetString());
        Assert.Equal(before, FilesKept());
    }

    [Fact]
    public async Task File_that_ends_before_its_announced_length_writes_nothing()
    {
        var before = FilesKept();
        var file = PictureSamples.Jpeg(240, 160);
        using var connection = new TcpClient();
        await connection.ConnectAsync(fixture.Process.Address.Host, fixture.Process.Address.Port);
        var head = $"POST /media HTTP/1.1\r\nHost: localhost\r\nAuthorization: {staff.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Length: {file.Length + 1}\r\n\r\n";
        using var answer = new StreamReader(connection.GetStream());
        await connection.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. file]);
        connection.Client.Shutdown(SocketShutdown.Send);

        var status = await ReadLineAsync(answer);

        Assert.True(status is null || status.Contains(" 400 ", StringComparison.Ordinal), status);
        Assert.Equal(before, FilesKept());
    }

    [Fact]
    public async Task Upload_needs_the_permission_to_write_products()
    {
        var file = new ByteArrayContent(PictureSamples.Png());

        await ProblemAssert.IsProblemAsync(await PostAsync(anonymous, file), HttpStatusCode.Unauthorized, "unauthenticated");
        await ProblemAssert.IsProblemAsync(
            await PostAsync(fixture.Client(Permissions.ProductsRead), file), HttpStatusCode.Forbidden, "forbidden");
    }

    /// <summary>Null: the server has closed the connection.</summary>
    private static async Task<string?> ReadLineAsync(StreamReader answer)
    {
        try
        {
            return await answer.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Text(string file) => File(Encoding.UTF8.GetBytes(file));

    private static string File(byte[] file) => Convert.ToBase64String(file);

    private async Task<Kept> UploadAsync(byte[] file, string? type = null)
    {
        var response = await PostAsync(staff, new ByteArrayContent(file), type);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Created, body);
        var kept = JsonElement.Parse(body).Deserialize<Kept>(JsonSerializerOptions.Web)!;
        Assert.Equal(kept.Url, response.Headers.Location!.ToString());
        return kept;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, HttpContent file, string? type = null)
    {
        if (type is not null)
            file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var request = new HttpRequestMessage(HttpMethod.Post, "/media") { Content = file };
        // A refusal may come before the body is sent, and closes the connection under it.
        request.Headers.ExpectContinue = true;
        return client.SendAsync(request);
    }

    private List<string> FilesKept() => [.. Directory.EnumerateFiles(fixture.Pictures, "*", SearchOption.AllDirectories).Order()];

    private sealed record Kept(string Url, int Width, int Height, int Size);

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
