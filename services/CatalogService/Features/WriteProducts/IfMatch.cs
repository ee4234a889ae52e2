using System.Diagnostics.CodeAnalysis;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.WriteProducts;

/// <summary>The version that a writer expects, which every write but the first must name.</summary>
internal static class IfMatch
{
    public static bool TryRead(
        HttpRequest request, [NotNullWhen(true)] out EntityTag? expected, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        expected = null;
        problem = null;
        if (request.Headers.IfMatch.Count == 0)
        {
            problem = VersionTag.Missing("the product that you read");
            return false;
        }

        if (EntityTag.TryParseIfMatch(request.Headers.IfMatch, out expected))
            return true;

        problem = Stale();
        return false;
    }

    public static ProblemHttpResult Stale()
        => Problems.Problem(StatusCodes.Status412PreconditionFailed, "stale-version", "The product has changed since it was read.");
}
