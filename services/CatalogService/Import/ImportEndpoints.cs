using System.Text.Json;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.CatalogService.Import;

internal static class ImportEndpoints
{
    private const string Ndjson = "application/x-ndjson";
    private const int FlushBytes = 64 * 1024;
    private const long MaxFileBytes = 1024L * 1024 * 1024;

    public static void MapImport(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").WithTags("products");
        products.MapPost("/import", ImportAsync).RequirePermission(Permissions.ProductsWrite)
            .DisableRequestTimeout().WithMetadata(new RequestSizeLimitAttribute(MaxFileBytes));
        products.MapGet("/export", ExportAsync).RequirePermission(Permissions.ProductsRead).DisableRequestTimeout();
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, ProductImport import, CancellationToken cancellationToken)
        => IsNdjson(request.ContentType)
            ? TypedResults.Ok(await import.RunAsync(request.BodyReader, cancellationToken))
            : Problems.Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "The body must be application/x-ndjson in UTF-8.");

    private static bool IsNdjson(string? contentType)
        => MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task ExportAsync(HttpResponse response, IProductStore store, CategoryCache categories, CancellationToken cancellationToken)
    {
        response.ContentType = Ndjson;
        var body = response.BodyWriter;
        await using var json = new Utf8JsonWriter(body);
        await foreach (var product in store.AllAsync(cancellationToken))
        {
            JsonSerializer.Serialize(json, ExportedProduct.Of(product, await categories.GetAsync(product.Product.Details.Category)), CatalogJson.Default.ExportedProduct);
            json.Reset(body);
            "\n"u8.CopyTo(body.GetSpan(1));
            body.Advance(1);
            if (body.UnflushedBytes > FlushBytes)
                await body.FlushAsync(cancellationToken);
        }

        await body.FlushAsync(cancellationToken);
    }
}
