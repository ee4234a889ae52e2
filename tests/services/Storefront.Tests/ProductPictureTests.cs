using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Tests.Languages;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Tests;

public sealed class ProductPictureTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef";
    private const string Large = $"/media/2000x1500-{Hash}";
    private const string Small = $"/media/400x600-{Hash}";

    [Fact]
    public void Large_picture_is_offered_in_every_width_and_whole()
    {
        var picture = PictureSource.Of(Large)!;

        Assert.Equal((2000, 1500, $"{Large}/640.webp"), (picture.Width, picture.Height, picture.Address));
        Assert.Equal(
            $"{Large}/160.webp 160w, {Large}/320.webp 320w, {Large}/480.webp 480w, {Large}/640.webp 640w, {Large}/960.webp 960w, "
            + $"{Large}/1280.webp 1280w, {Large} 2000w",
            picture.Candidates);
    }

    [Fact]
    public void Small_picture_is_offered_in_no_larger_size()
    {
        var picture = PictureSource.Of(Small)!;

        Assert.Equal(Small, picture.Address);
        Assert.Equal($"{Small}/160.webp 160w, {Small}/320.webp 320w, {Small} 400w", picture.Candidates);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://elsewhere.example/a.png")]
    [InlineData("/pictures/a.png")]
    [InlineData("/media/400x600-0123")]
    [InlineData($"/media/0x600-{Hash}")]
    [InlineData($"/media/400x600-{Hash}/320.webp")]
    [InlineData($"https://elsewhere.example/media/400x600-{Hash}")]
    [InlineData($"/media/400x600-{Hash}\n")]
    public async Task Address_that_is_no_picture_of_the_shop_is_a_drawn_frame(string? url)
    {
        Assert.Null(PictureSource.Of(url));
        var markup = await RenderAsync(url, "A tent");
        Assert.DoesNotContain("<img", markup, StringComparison.Ordinal);
        Assert.Contains("<svg", markup, StringComparison.Ordinal);
        Assert.Contains("role=\"img\" aria-label=\"A tent\"", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_without_a_text_is_hidden_from_screen_readers()
    {
        var markup = await RenderAsync(null, "");
        Assert.Contains("aria-hidden=\"true\"", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("role=", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_keeps_its_place_free_and_is_fetched_when_it_comes_into_view()
    {
        var markup = await RenderAsync(Small, "A \"large\" tent");

        Assert.Contains("width=\"400\" height=\"600\"", markup, StringComparison.Ordinal);
        Assert.Contains("alt=\"A &quot;large&quot; tent\"", markup, StringComparison.Ordinal);
        Assert.Contains("sizes=\"16rem\"", markup, StringComparison.Ordinal);
        Assert.Contains("loading=\"lazy\" decoding=\"async\" fetchpriority=\"auto\"", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_that_the_page_is_opened_for_is_fetched_first()
        => Assert.Contains(
            "loading=\"eager\" decoding=\"async\" fetchpriority=\"high\"", await RenderAsync(Small, "A tent", eager: true),
            StringComparison.Ordinal);

    private static async Task<string> RenderAsync(string? url, string alt, bool eager = false)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(ShopTexts.Localizer)
            .AddSingleton(new ShopTime(new(Options.Create(new ShopOptions()))))
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ProductPicture.Url)] = url,
            [nameof(ProductPicture.Alt)] = alt,
            [nameof(ProductPicture.Sizes)] = "16rem",
            [nameof(ProductPicture.Eager)] = eager,
        });
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<ProductPicture>(parameters)).ToHtmlString());
    }
}
