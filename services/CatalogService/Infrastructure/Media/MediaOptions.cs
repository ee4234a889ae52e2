using System.ComponentModel.DataAnnotations;

namespace Ecommerce.CatalogService.Infrastructure.Media;

/// <summary>Where pictures are kept: in a bucket, or in a folder where no bucket is named.</summary>
internal sealed class MediaOptions : IValidatableObject
{
    public const string Section = "Media";

    /// <summary>A folder that all replicas share; relative to the service's own.</summary>
    [Required]
    public string Folder { get; set; } = ".data/media";

    /// <summary>A bucket of a server that speaks S3.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", ErrorMessage = "must be a bucket's name")]
    public string? Bucket { get; set; }

    /// <summary>The server, such as <c>https://minio.example:9000</c>; null: Amazon's of the region.</summary>
    public Uri? Endpoint { get; set; }

    [Required]
    public string Region { get; set; } = "us-east-1";

    public string? AccessKey { get; set; }

    public string? SecretKey { get; set; }

    /// <summary>How many pictures are decoded at the same time, of those that are uploaded: one may take 350 MB.</summary>
    [Range(1, 16)]
    public int UploadsAtOnce { get; set; } = 1;

    /// <summary>How many smaller variants are made at the same time: one may take 50 MB.</summary>
    [Range(1, 64)]
    public int VariantsAtOnce { get; set; } = 2;

    public bool HasBucket => !string.IsNullOrEmpty(Bucket);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasBucket && string.IsNullOrEmpty(AccessKey))
            yield return new("is required beside a bucket", [nameof(AccessKey)]);
        if (HasBucket && string.IsNullOrEmpty(SecretKey))
            yield return new("is required beside a bucket", [nameof(SecretKey)]);
        if (Endpoint is not null and not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return new("must be an address such as https://minio.example:9000", [nameof(Endpoint)]);
    }
}
