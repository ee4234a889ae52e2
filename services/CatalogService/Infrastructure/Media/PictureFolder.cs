using Ecommerce.CatalogService.Domain.Media;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>Keeps pictures in a folder, made with the first of them. Several services may share it.</summary>
internal sealed class PictureFolder(string folder) : IPictureStore
{
    public PictureFolder(IOptions<MediaOptions> options, IHostEnvironment environment)
        : this(Path.GetFullPath(options.Value.Folder, environment.ContentRootPath))
    {
    }

    public Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken)
        => Task.FromResult(Open(Path.Combine(folder, file.Key)));

    public async Task SaveAsync(PictureFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file.Key);
        if (File.Exists(path))
            return;

        // Under another name until it is whole: whoever reads finds all of it or nothing.
        var unfinished = $"{path}.{Guid.CreateVersion7():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteAsync(unfinished, bytes, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new PictureStoreException($"The folder of pictures cannot be written: {reason.Message}", reason);
        }
        finally
        {
            Discard(unfinished);
        }
    }

    /// <exception cref="PictureStoreException">The file is there and cannot be read.</exception>
    internal static StoredPicture? Open(string path)
    {
        try
        {
            var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096, useAsync: true);
            return new(content, content.Length);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new PictureStoreException($"The folder of pictures cannot be read: {reason.Message}", reason);
        }
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, useAsync: true);
        await file.WriteAsync(bytes, cancellationToken);
        // A name in the folder outlives a power failure; without this its bytes may not.
        file.Flush(flushToDisk: true);
    }

    private static void Discard(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It takes room and nothing else: no name leads to it.
        }
    }
}
