using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Infrastructure.Media;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Features.Media;

/// <summary>Takes what people upload, and keeps the picture that becomes of it.</summary>
internal sealed class PictureUploads(IPictureStore store, IOptions<MediaOptions> options) : IDisposable
{
    // Files that are in memory at the same time, and how many senders wait with theirs.
    private const int MaxReading = 4;
    private const int MaxWaiting = 32;

    private readonly PictureTurns reading = new(MaxReading, MaxWaiting);
    private readonly PictureTurns decoding = new(options.Value.UploadsAtOnce, MaxReading);

    /// <exception cref="PictureStoreException">The store cannot be written now.</exception>
    /// <exception cref="PicturesBusyException">Too many files are sent at the same time.</exception>
    public async Task<UploadResult> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var turn = await reading.TakeAsync(cancellationToken);
        var bytes = await ReadAsync(request, cancellationToken);
        if (bytes.Length == 0)
            return new(null, UploadError.Empty);
        if (PictureFormats.Of(bytes) is not { } format)
            return new(null, UploadError.OtherFormat);

        return await TakeAsync(bytes, format, cancellationToken);
    }

    public void Dispose()
    {
        reading.Dispose();
        decoding.Dispose();
    }

    private async Task<UploadResult> TakeAsync(byte[] bytes, PictureFormat format, CancellationToken cancellationToken)
    {
        try
        {
            var picture = await EncodeAsync(bytes, format, cancellationToken);
            await store.SaveAsync(new(picture.Id), picture.Bytes, cancellationToken);
            return new(picture);
        }
        catch (PictureException refusal)
        {
            return new(null, UploadError.Invalid, refusal.Message);
        }
    }

    private async Task<EncodedPicture> EncodeAsync(byte[] bytes, PictureFormat format, CancellationToken cancellationToken)
    {
        using var turn = await decoding.TakeAsync(cancellationToken);
        return await Task.Run(() => PictureEncoder.Encode(bytes, format), cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Of the size that was announced, which the server holds the sender to.
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.Capacity == body.Length ? body.GetBuffer() : body.ToArray();
    }
}
