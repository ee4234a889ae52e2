using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>The server of a bucket.</summary>
internal static class PictureServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static AmazonS3Client Connect(MediaOptions options)
        => new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), Config(options));

    private static AmazonS3Config Config(MediaOptions options)
    {
        var config = new AmazonS3Config
        {
            Timeout = Timeout,
            MaxErrorRetry = 2,
            // Servers other than Amazon's need not know its checksums; the name of a picture is one.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = options.Region;
            // BUCKET.HOST would need a name for every bucket.
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return config;
    }
}
