using Ecommerce.ReviewService.Domain;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.ReviewService.Features;

/// <summary>The version that <c>If-Match</c> expects. Votes do not change a review's version, and so do not make its tag stale.</summary>
internal static class ExpectedVersion
{
    /// <inheritdoc cref="VersionTag.Require"/>
    public static ProblemHttpResult? Require(HttpRequest request, out VersionTag expected)
        => VersionTag.Require(request, "what you read", () => ReviewRefusal.Stale.ToProblem(), out expected);
}
