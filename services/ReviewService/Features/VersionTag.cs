using System.Globalization;
using Ecommerce.ReviewService.Domain;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.ReviewService.Features;

/// <summary>The version that <c>If-Match</c> expects. Votes do not change a review's version, and so do not make its tag stale.</summary>
/// <param name="Version">Null: any.</param>
internal readonly record struct VersionTag(long? Version)
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public bool Matches(long version) => Version is null || Version == version;

    /// <summary>Reads <c>If-Match</c>. A problem when it is missing or can match no version.</summary>
    public static ProblemHttpResult? Require(HttpRequest request, out VersionTag expected)
    {
        expected = default;
        if (request.Headers.IfMatch.Count == 0)
        {
            return Problems.Problem(
                StatusCodes.Status428PreconditionRequired, "precondition-required", "If-Match is required: the ETag of what you read.");
        }

        if (!EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var value) || value.IsWeak)
            return ReviewRefusal.Stale.ToProblem();
        if (value.Tag == "*")
            return null;
        if (!long.TryParse(value.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return ReviewRefusal.Stale.ToProblem();
        expected = new VersionTag(version);
        return null;
    }
}
