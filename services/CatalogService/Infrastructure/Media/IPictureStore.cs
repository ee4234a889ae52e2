using Ecommerce.CatalogService.Domain.Media;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>Keeps pictures and their variants. What is behind a name never changes.</summary>
internal interface IPictureStore
{
    /// <summary>Null: there is no such file.</summary>
    /// <exception cref="PictureStoreException">The store cannot be read now.</exception>
    Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken);

    /// <summary>Keeps a file whole or not at all. Keeping it again changes nothing.</summary>
    /// <exception cref="PictureStoreException">The store cannot be written now.</exception>
    Task SaveAsync(PictureFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
