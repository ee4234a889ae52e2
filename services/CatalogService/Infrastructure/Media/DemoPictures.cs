using Ecommerce.CatalogService.Domain.Media;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>The pictures of the demo catalogue, which come with the program, behind those of a store.</summary>
/// <param name="store">Is asked first, and keeps all that is new.</param>
/// <param name="folder">Where the program's pictures are.</param>
internal sealed class DemoPictures(IPictureStore store, string folder) : IPictureStore
{
    public const string Folder = "DemoPictures";

    public async Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken)
        => await store.OpenAsync(file, cancellationToken) ?? PictureFolder.Open(Path.Combine(folder, $"{file.Name}.webp"));

    public Task SaveAsync(PictureFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        => store.SaveAsync(file, bytes, cancellationToken);
}
