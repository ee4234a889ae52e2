namespace Ecommerce.CatalogService.Products;

/// <summary>A cached product: its bytes as they are, or 304 to who has them already.</summary>
internal sealed class ProductResult(ServedProduct product) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = product.Tag;
        if (httpContext.Request.Headers.IfNoneMatch.Count > 0 && EntityTag.Names(httpContext.Request.GetTypedHeaders().IfNoneMatch, product.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = product.Json.Length;
        return response.BodyWriter.WriteAsync(product.Json, httpContext.RequestAborted).AsTask();
    }
}
