using Ecommerce.CatalogService.Infrastructure.Media;

namespace Ecommerce.CatalogService.Features.Media;

internal enum UploadError
{
    None,
    Empty,
    OtherFormat,
    Invalid,
}

/// <summary>The picture that is kept now, or why none is.</summary>
/// <param name="Expected">What is expected of an invalid one.</param>
internal sealed record UploadResult(EncodedPicture? Picture, UploadError Error = UploadError.None, string? Expected = null);
