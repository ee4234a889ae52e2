using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Infrastructure.Media;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Features.Media;

/// <summary>A picture, or a 304. Caches may keep it for good: other bytes have another address.</summary>
internal sealed class PictureResult(PictureFile file, StoredPicture picture) : IResult
{
    public const string MediaType = "image/webp";

    private const string Forever = "public, max-age=31536000, immutable";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = picture;
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = $"\"{file.Name}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = Forever;
        response.Headers.XContentTypeOptions = "nosniff";
        if (request.Headers.IfNoneMatch.Count > 0 && EntityTag.IsIn(request.GetTypedHeaders().IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = MediaType;
        response.ContentLength = picture.Length;
        if (!httpContext.WantsHeadersAlone())
            await picture.Content.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
