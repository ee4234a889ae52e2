using System.Net;
using Ecommerce.Conformance;
using NetVips;

namespace Ecommerce.CatalogService.Tests.Media;

public sealed partial class MediaApiTests
{
    private const string Unknown = "/media/400x200-00000000000000000000000000000000";

    [Fact]
    public async Task Picture_is_served_to_anybody_for_good()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(700, 350));
        foreach (var path in (string[])[kept.Url, $"{kept.Url}/320.webp"])
        {
            using var response = await anonymous.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("image/webp", response.Content.Headers.ContentType?.ToString());
            Assert.Equal("max-age=31536000, public, immutable", InOrder(response.Headers.CacheControl!.ToString()));
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.ETag!.IsWeak);
        }
    }

    [Fact]
    public async Task Signed_in_caller_may_keep_a_picture_as_well()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(710, 350));

        var response = await staff.GetAsync(kept.Url);

        Assert.True(response.Headers.CacheControl!.Public);
    }

    [Fact]
    public async Task Picture_that_the_caller_has_returns_304_and_another_one_does_not()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(720, 350));
        foreach (var (path, other) in new[] { (kept.Url, $"{kept.Url}/320.webp"), ($"{kept.Url}/320.webp", kept.Url) })
        {
            var tag = (await anonymous.GetAsync(path)).Headers.ETag!;
            Assert.Equal(HttpStatusCode.NotModified, (await GetIfNoneMatchAsync(path, tag)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await GetIfNoneMatchAsync(other, tag)).StatusCode);
        }

        async Task<HttpResponseMessage> GetIfNoneMatchAsync(string path, System.Net.Http.Headers.EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(tag);
            return await anonymous.SendAsync(request);
        }
    }

    [Fact]
    public async Task HEAD_tells_what_GET_would_send()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(730, 350));
        using var head = await anonymous.SendAsync(new(HttpMethod.Head, kept.Url));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(kept.Size, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Variant_has_the_width_of_its_address_and_the_shape_of_the_picture()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(1600, 800));
        foreach (var width in (int[])[160, 320, 480, 640, 960, 1280])
        {
            var bytes = await anonymous.GetByteArrayAsync($"{kept.Url}/{width}.webp");
            using var variant = Image.NewFromBuffer(bytes);
            Assert.Equal((width, width / 2), (variant.Width, variant.Height));
            Assert.True(PictureSamples.IsRedAt(bytes, 0.1, 0.5));
            Assert.Equal(bytes, await anonymous.GetByteArrayAsync($"{kept.Url}/{width}.webp"));
        }
    }

    [Fact]
    public async Task Variant_wider_than_the_picture_is_the_picture_itself()
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(480, 900));
        var picture = await anonymous.GetByteArrayAsync(kept.Url);

        Assert.Equal(picture, await anonymous.GetByteArrayAsync($"{kept.Url}/480.webp"));
        Assert.Equal(picture, await anonymous.GetByteArrayAsync($"{kept.Url}/1280.webp"));
        Assert.NotEqual(picture, await anonymous.GetByteArrayAsync($"{kept.Url}/320.webp"));
    }

    [Theory]
    [InlineData("0.webp")]
    [InlineData("161.webp")]
    [InlineData("0160.webp")]
    [InlineData("+160.webp")]
    [InlineData("-160.webp")]
    [InlineData("160.0.webp")]
    [InlineData("99999999999999999999.webp")]
    [InlineData("160.png")]
    [InlineData("160")]
    [InlineData("160.webp/..")]
    [InlineData(".webp")]
    public async Task Any_other_width_returns_404(string variant)
    {
        var kept = await UploadAsync(PictureSamples.Jpeg(740, 350));
        var response = await anonymous.GetAsync($"{kept.Url}/{variant.Replace("/..", "%2F..", StringComparison.Ordinal)}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData(Unknown)]
    [InlineData($"{Unknown}/320.webp")]
    [InlineData("/media/400x200-0000000000000000000000000000000G")]
    [InlineData("/media/0400x200-00000000000000000000000000000000")]
    [InlineData("/media/2001x200-00000000000000000000000000000000")]
    [InlineData("/media/400x200-00000000000000000000000000000000.webp")]
    [InlineData("/media/400x200-00000000000000000000000000000000%0A")]
    [InlineData("/media/..%2F..%2F..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/media/%2Fetc%2Fpasswd")]
    [InlineData("/media/..%5C..%5Cweb.config")]
    [InlineData("/media/400x200-..%2F..%2F0000000000000000000000000000/320.webp")]
    public async Task Unknown_or_malformed_id_returns_404_and_may_not_be_kept(string path)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var response = await anonymous.GetAsync(new Uri($"{fixture.Process.Address.GetLeftPart(UriPartial.Authority)}{path}", in raw));

        await ProblemAssert.IsProblemAsync(response, HttpStatusCode.NotFound, "not-found");
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Many_who_ask_at_once_for_variants_that_are_not_made_yet_all_get_them()
    {
        var pictures = new List<Kept>();
        for (var i = 0; i < 5; i++)
            pictures.Add(await UploadAsync(PictureSamples.Jpeg(1500 + i, 900)));
        string[] paths = [.. from picture in pictures from width in (int[])[320, 640, 960] select $"{picture.Url}/{width}.webp"];

        var answers = await Task.WhenAll(
            Enumerable.Repeat(paths, 8).SelectMany(all => all)
                .Select(async path => (Path: path, File: Convert.ToBase64String(await anonymous.GetByteArrayAsync(path)))));

        Assert.All(answers.GroupBy(answer => answer.Path, answer => answer.File), same => Assert.Single(same.Distinct()));
        Assert.DoesNotContain(FilesKept(), file => !file.EndsWith(".webp", StringComparison.Ordinal));
    }

    private static string InOrder(string cacheControl)
        => string.Join(", ", cacheControl.Split(", ").OrderBy(part => part switch { "public" => 1, "immutable" => 2, _ => 0 }));
}
