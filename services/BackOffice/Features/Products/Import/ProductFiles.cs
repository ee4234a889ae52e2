using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>Products as a file, and the lines that an import refused.</summary>
internal static class ProductFiles
{
    public static void MapProductFiles(this IEndpointRouteBuilder routes)
    {
        var products = routes.MapGroup("/products").ExcludeFromDescription();
        products.MapGet("/export.ndjson", (Downloads downloads, CancellationToken cancellationToken)
            => downloads.SendAsync("/products/export", "products.ndjson", cancellationToken))
            .RequireAuthorization(Permissions.ProductsRead);
        products.MapGet("/import/{id:guid}/bad-lines.csv", (Guid id, HttpContext http, BadLineFiles files)
            => files.Find(id, http.User) is { } file
                ? Results.File(file, "text/csv; charset=utf-8", "bad-lines.csv")
                : Problems.NotFound("file")).RequireAuthorization(Permissions.ProductsWrite);
    }
}
