using Ecommerce.CatalogService.Infrastructure.Cache;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.CatalogService.Features.ReadProducts;

/// <summary>A cached product: its bytes as they are, in the encoding that the caller prefers, or a 304.</summary>
internal sealed class ProductResult(CachedProduct product) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = product.Tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.Count > 0 && EntityTag.IsIn(request.GetTypedHeaders().IfNoneMatch, product.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = product.Json;
        if (request.Headers.AcceptEncoding is { Count: > 0 } accepted && PreferredEncoding(accepted) is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
            body = encoding == "br" ? product.Brotli : product.Gzip;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    private static string? PreferredEncoding(StringValues accepted)
        => StringWithQualityHeaderValue.TryParseList(accepted, out var encodings)
            ? encodings.Where(e => e.Quality is not 0).Select(e => e.Value.Value).FirstOrDefault(e => e is "br" or "gzip")
            : null;
}
