using System.Globalization;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.ReviewService.Reviews;

/// <summary>A review's entity tag is its version, so that votes do not stand in the way of an edit.</summary>
internal readonly record struct ReviewTag(long? Version)
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public bool Admits(long version) => Version is null || Version == version;

    /// <summary>What a change must name, <c>*</c> for any. A refusal: it names nothing, or something that was never a tag.</summary>
    public static ProblemHttpResult? Require(HttpRequest request, out ReviewTag expected)
    {
        expected = default;
        if (request.Headers.IfMatch.Count == 0)
            return Problems.Problem(StatusCodes.Status428PreconditionRequired, "precondition-required", "If-Match is required: the ETag of what you read.");
        if (!EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var value) || value.IsWeak)
            return Stale();
        if (value.Tag == "*")
            return null;
        if (!long.TryParse(value.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Stale();
        expected = new ReviewTag(version);
        return null;
    }

    private static ProblemHttpResult Stale() => ReviewOutcome.Refused(ReviewRefusal.Stale).ToProblem();
}
