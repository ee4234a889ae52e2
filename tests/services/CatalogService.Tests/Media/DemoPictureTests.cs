using System.Text.Json;
using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.CatalogService.Infrastructure.Media;
using Ecommerce.Testing;
using NetVips;

namespace Ecommerce.CatalogService.Tests.Media;

public sealed class DemoPictureTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, DemoPictures.Folder);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task Picture_beside_the_program_is_read_where_the_store_has_none()
    {
        var picture = PictureEncoder.Encode(PictureSamples.Jpeg(), PictureFormat.Jpeg);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, $"{picture.Id}.webp"), picture.Bytes);
        var pictures = new DemoPictures(new PictureFolder(Path.Combine(folder.Path, "store")), folder.Path);

        await using var found = await pictures.OpenAsync(new(picture.Id), TestContext.Current.CancellationToken);

        Assert.Equal(picture.Bytes.Length, found!.Length);
        Assert.Null(await pictures.OpenAsync(new(picture.Id, 320), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_shipped_picture_is_named_after_its_bytes()
    {
        foreach (var path in Directory.Exists(Shipped) ? Directory.GetFiles(Shipped) : [])
        {
            var bytes = File.ReadAllBytes(path);
            using var picture = Image.NewFromBuffer(bytes);
            Assert.Equal($"{PictureId.Of(picture.Width, picture.Height, bytes)}.webp", Path.GetFileName(path));
        }
    }

    [Fact]
    public void Every_picture_of_the_demo_catalogue_is_shipped()
    {
        using var file = new StreamReader(typeof(ProductRules).Assembly.GetManifestResourceStream("catalog.ndjson")!);
        var named = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => JsonSerializer.Deserialize(line, CatalogJson.Default.ProductInput)!.Images ?? [])
            .Select(image => image.Url!)
            .Where(url => url.StartsWith(PictureId.Folder, StringComparison.Ordinal));

        Assert.All(named, url => Assert.True(File.Exists(Path.Combine(Shipped, $"{url[PictureId.Folder.Length..]}.webp")), url));
    }
}
