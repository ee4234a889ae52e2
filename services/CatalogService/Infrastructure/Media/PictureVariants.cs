using System.Collections.Concurrent;
using Ecommerce.CatalogService.Domain.Media;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>Reads pictures and their variants. A variant is made when it is first asked for, once for all who ask meanwhile.</summary>
internal sealed partial class PictureVariants(IPictureStore store, IOptions<MediaOptions> options, ILogger<PictureVariants> logger)
    : IDisposable
{
    private const int MaxWaiting = 100;

    private readonly PictureTurns turns = new(options.Value.VariantsAtOnce, MaxWaiting);
    private readonly ConcurrentDictionary<PictureFile, Lazy<Task<byte[]?>>> running = [];

    /// <summary>Null: there is no such picture.</summary>
    /// <exception cref="PictureStoreException">The store cannot be read now.</exception>
    /// <exception cref="PicturesBusyException">Too many variants are being made.</exception>
    public async Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(file, cancellationToken) is { } stored)
            return stored;
        if (file.Width is null)
            return null;

        // It is made whether or not the first who asked for it stays.
        var making = running.GetOrAdd(file, missing => new(() => MakeAsync(missing)));
        return await making.Value.WaitAsync(cancellationToken) is { } made ? StoredPicture.Of(made) : null;
    }

    public void Dispose() => turns.Dispose();

    private async Task<byte[]?> MakeAsync(PictureFile file)
    {
        try
        {
            // Opened before the wait, so that what does not exist keeps nobody waiting; read after it, so that who waits holds no memory.
            await using var picture = await store.OpenAsync(file with { Width = null }, CancellationToken.None);
            return picture is null ? null : await MakeAsync(file, picture);
        }
        finally
        {
            running.TryRemove(file, out _);
        }
    }

    private async Task<byte[]> MakeAsync(PictureFile file, StoredPicture picture)
    {
        using var turn = await turns.TakeAsync(CancellationToken.None);
        var bytes = await picture.ReadAsync(CancellationToken.None);
        var made = await Task.Run(() => PictureEncoder.Shrink(bytes, file.Width!.Value));
        await KeepAsync(file, made);
        return made;
    }

    private async Task KeepAsync(PictureFile file, byte[] made)
    {
        try
        {
            await store.SaveAsync(file, made, CancellationToken.None);
        }
        catch (PictureStoreException failure)
        {
            // Whoever asks next has it made again.
            NotKept(file.Name, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The variant {Variant} of a picture is served and not kept: {Reason}")]
    private partial void NotKept(string variant, string reason);
}
