using System.Security.Claims;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.CatalogService.Features.ImportProducts;

internal static class ImportEndpoints
{
    private const long MaxFileBytes = 1024L * 1024 * 1024;

    public static void MapImportProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products");
        products.MapPost("/import", ImportAsync).WithName("ImportProducts").WithSummary("Creates and updates products, one a line")
            .RequirePermission(Permissions.ProductsWrite)
            .DisableRequestTimeout().WithMetadata(new RequestSizeLimitAttribute(MaxFileBytes));
        products.MapGet("/export", ExportAsync).WithName("ExportProducts").WithSummary("Streams all products as NDJSON")
            .RequirePermission(Permissions.ProductsRead).DisableRequestTimeout();
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, ClaimsPrincipal caller, ProductImport import, CancellationToken cancellationToken, bool dryRun = false,
        bool onlyNew = false)
        => IsNdjson(request.ContentType)
            ? TypedResults.Ok(await import.RunAsync(request.BodyReader, dryRun, onlyNew, caller.UserId(), cancellationToken))
            : Problems.Problem(
                StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be application/x-ndjson in UTF-8.");

    private static bool IsNdjson(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(JsonLines.MediaType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static Task ExportAsync(
        HttpResponse response, IProductStore store, CategoryCache categories, CancellationToken cancellationToken)
    {
        var products = store.StreamAllAsync(cancellationToken).Select(
            async (StockedProduct product, CancellationToken _)
                => ExportedProduct.Of(product, await categories.GetAsync(product.Product.Details.Category)));
        return JsonLines.WriteAsync(response, products, CatalogJson.Default.ExportedProduct, cancellationToken);
    }
}
