using System.Collections.Concurrent;
using NetVips;

namespace Ecommerce.Artwork;

/// <summary>The pictures of all products.</summary>
internal sealed class Gallery(string catalogue, string drawings, string pictures, IReadOnlyList<CatalogueLine> products)
{
    private const int Whole = 1200;
    private const int Closer = 720;
    private const int Thumbnail = 300;
    private const int Columns = 5;

    public static Gallery Of(string root)
    {
        var demo = Path.Combine(root, "services/CatalogService/Features/ImportProducts/Demo");
        var catalogue = Path.Combine(demo, "catalog.ndjson");
        return new Gallery(
            catalogue, Path.Combine(root, "eng/Artwork/drawings"), Path.Combine(demo, "pictures"),
            [.. File.ReadLines(catalogue).Select(CatalogueLine.Of)]);
    }

    /// <summary>Writes every picture, names it in the catalogue, and deletes those that the catalogue no longer names.</summary>
    /// <returns>What is missing or wrong; the rest is written all the same.</returns>
    public IReadOnlyList<string> Write()
    {
        Directory.CreateDirectory(pictures);
        var kept = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var (lines, errors) = Each(products, product =>
        {
            var (files, images) = PicturesOf(product);
            foreach (var file in files)
            {
                File.WriteAllBytes(Path.Combine(pictures, file.Name), file.Bytes);
                kept[file.Name] = file.Bytes.Length;
            }

            return product.With(images);
        });

        File.WriteAllLines(catalogue, products.Select((product, i) => lines[i] ?? product.Text));
        foreach (var old in Directory.EnumerateFiles(pictures, "*.webp").Where(file => !kept.ContainsKey(Path.GetFileName(file))))
            File.Delete(old);

        Console.WriteLine($"{kept.Count} pictures of {lines.Count(line => line is not null)} products, {kept.Values.Sum() / 1024} KiB");
        return [.. errors, .. Unused()];
    }

    /// <summary>Writes a sheet for each category: the pictures of its products, small.</summary>
    /// <returns>What is missing or wrong.</returns>
    public IReadOnlyList<string> Preview(string folder, IReadOnlyList<string> skus)
    {
        Directory.CreateDirectory(folder);
        var shown = products
            .Where(product => skus.Count == 0 || skus.Any(sku => product.Sku.StartsWith(sku, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var (thumbnails, errors) = Each(shown, product => ScenesOf(product).Select(svg => Raster.Opaque(svg, Thumbnail)).ToArray());

        foreach (var category in shown.Zip(thumbnails).GroupBy(pair => pair.First.Folder, pair => pair.Second ?? []))
        {
            var images = category.SelectMany(images => images).ToArray();
            if (images.Length == 0)
                continue;

            var sheet = Path.Combine(folder, $"{category.Key}.png");
            using var joined = Image.Arrayjoin(images, across: Columns, shim: 4, background: [255]);
            joined.Pngsave(sheet);
            Console.WriteLine(sheet);
        }

        return errors;
    }

    private static (T?[] Results, IReadOnlyList<string> Errors) Each<T>(
        IReadOnlyList<CatalogueLine> products, Func<CatalogueLine, T> draw)
        where T : class
    {
        var results = new T?[products.Count];
        var errors = new string?[products.Count];
        Parallel.For(0, products.Count, i =>
        {
            try
            {
                results[i] = draw(products[i]);
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or VipsException)
            {
                errors[i] = $"{products[i].Drawing} ({products[i].Name}) {wrong.Message}";
            }
        });

        return (results, [.. errors.OfType<string>()]);
    }

    private (List<Picture> Files, List<ImageEntry> Images) PicturesOf(CatalogueLine product)
    {
        var (drawing, backdrop) = (Load(product), Backdrop.Of(product.Category));
        var (files, images) = (new List<Picture>(), new List<ImageEntry>());
        foreach (var colour in ColoursOf(drawing))
            Add(new Scene(backdrop, drawing, colour).Whole, Whole, colour is null ? drawing.Title : $"{drawing.Title}, {colour}");
        Add(new Scene(backdrop, drawing, ColoursOf(drawing)[0]).Detail, Closer, $"A closer look: {drawing.Title}");
        return (files, images);

        void Add(string svg, int side, string alt)
        {
            var picture = Raster.Webp(svg, side);
            files.Add(picture);
            images.Add(new ImageEntry($"/media/{Path.GetFileNameWithoutExtension(picture.Name)}", alt));
        }
    }

    private IEnumerable<string> ScenesOf(CatalogueLine product)
    {
        var (drawing, backdrop) = (Load(product), Backdrop.Of(product.Category));
        return [
            .. ColoursOf(drawing).Select(colour => new Scene(backdrop, drawing, colour).Whole),
            new Scene(backdrop, drawing, ColoursOf(drawing)[0]).Detail,
        ];
    }

    private static IReadOnlyList<string?> ColoursOf(Drawing drawing) => drawing.Colours.Count == 0 ? [null] : [.. drawing.Colours];

    private Drawing Load(CatalogueLine product)
    {
        var path = Path.Combine(drawings, product.Drawing);
        return File.Exists(path) ? Drawing.Load(path, product) : throw new InvalidOperationException("is missing");
    }

    private IEnumerable<string> Unused()
    {
        var used = products.Select(product => product.Drawing).ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(drawings, "*.svg", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(drawings, file).Replace('\\', '/'))
            .Where(file => !used.Contains(file))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} is of no product");
    }
}
