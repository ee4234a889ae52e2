using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Ecommerce.CatalogService.Domain.Media;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>Keeps pictures in a bucket of a server that speaks S3, which all replicas share.</summary>
internal sealed class PictureBucket(IAmazonS3 server, string bucket) : IPictureStore
{
    private const string MediaType = "image/webp";

    public static PictureBucket Of(MediaOptions options) => new(PictureServer.Connect(options), options.Bucket!);

    /// <remarks>The keys must allow to list the bucket: without it, Amazon says of what is missing that it is forbidden.</remarks>
    public async Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken)
    {
        try
        {
            var found = await server.GetObjectAsync(bucket, file.Key, cancellationToken);
            return new(found.ResponseStream, found.ContentLength);
        }
        catch (AmazonS3Exception none) when (none is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
        catch (Exception reason) when (IsOutage(reason, cancellationToken))
        {
            throw new PictureStoreException($"The bucket of pictures cannot be read: {reason.Message}", reason);
        }
    }

    public async Task SaveAsync(PictureFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket, Key = file.Key, ContentType = MediaType, InputStream = new MemoryStream(bytes.ToArray(), writable: false),
            // Servers other than Amazon's need not know its chunks.
            UseChunkEncoding = false,
        };
        try
        {
            await server.PutObjectAsync(request, cancellationToken);
        }
        catch (Exception reason) when (IsOutage(reason, cancellationToken))
        {
            throw new PictureStoreException($"The bucket of pictures cannot be written: {reason.Message}", reason);
        }
    }

    private static bool IsOutage(Exception reason, CancellationToken cancellationToken)
        => reason is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            || (reason is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
