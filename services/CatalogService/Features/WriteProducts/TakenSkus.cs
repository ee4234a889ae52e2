using System.Text.Json.Nodes;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>What a caller is told of SKUs that another product sells.</summary>
internal static class TakenSkus
{
    public const string Error = "is sold by another product; SKUs that differ by case alone are the same";

    public static ProblemHttpResult ToProblem(ProductInput input, IReadOnlyList<string> taken)
        => ToProblem(input.Variants?.Select(variant => variant.Sku), taken);

    public static ProblemHttpResult ToProblem(JsonObject patch, IReadOnlyList<string> taken)
        => ToProblem((patch["variants"] as JsonArray)?.Select(variant => (string?)variant?["sku"]), taken);

    /// <param name="variants">The SKUs of the long form; null where the request has the short one.</param>
    private static ProblemHttpResult ToProblem(IEnumerable<string?>? variants, IReadOnlyList<string> taken)
    {
        var fields = variants?.Index().Where(v => taken.Contains(v.Item, StringComparer.Ordinal)).Select(v => $"variants[{v.Index}].sku");
        return Problems.Fields(
            StatusCodes.Status409Conflict, "sku-taken", "Another product has this SKU.",
            (fields ?? ["sku"]).ToDictionary(field => field, string[] (_) => [Error], StringComparer.Ordinal), string.Join(", ", taken));
    }
}
