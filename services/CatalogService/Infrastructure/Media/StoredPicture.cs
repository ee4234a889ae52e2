namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>A file as it is read.</summary>
internal sealed record StoredPicture(Stream Content, long Length) : IAsyncDisposable
{
    public static StoredPicture Of(byte[] bytes) => new(new MemoryStream(bytes, writable: false), bytes.Length);

    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[Length];
        await Content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
