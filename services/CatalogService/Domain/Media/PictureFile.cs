using System.Globalization;

namespace Ecommerce.CatalogService.Domain.Media;

/// <summary>A file of a picture: the picture itself, or a smaller variant of it.</summary>
/// <param name="Width">The variant's, in pixels; null: the picture itself.</param>
internal readonly record struct PictureFile(PictureId Id, int? Width = null)
{
    /// <summary>The widths that are served: if every one were, a caller could fill the store.</summary>
    public static IReadOnlyList<int> Widths { get; } = [160, 320, 480, 640, 960, 1280];

    /// <summary>Tells it from all other files.</summary>
    public string Name => Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"{Id}-{width}") : $"{Id}";

    /// <summary>Where it is kept: spread over folders, since a folder of many files is slow.</summary>
    public string Key => $"{Id.Hash[..2]}/{Name}.webp";

    /// <summary>The file that is served as a width; nothing is enlarged. False: the width is not served.</summary>
    /// <param name="id">The picture.</param>
    /// <param name="width">As it is written in an address.</param>
    /// <param name="file">The file.</param>
    public static bool TryFind(PictureId id, string width, out PictureFile file)
    {
        var found = Widths.FirstOrDefault(served => served.ToString(CultureInfo.InvariantCulture) == width);
        file = new(id, found < id.Width ? found : null);
        return found > 0;
    }
}
