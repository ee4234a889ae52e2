using System.Globalization;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web;

/// <summary>The version that <c>If-Match</c> expects of what has its version as its entity tag.</summary>
/// <param name="Version">Null: any.</param>
public readonly record struct VersionTag(long? Version)
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public bool Matches(long version) => Version is null || Version == version;

    /// <summary>Reads <c>If-Match</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">What its tag is of, for people: <c>the settings that you read</c>.</param>
    /// <param name="stale">The problem where it can match no version.</param>
    /// <param name="expected">Meaningful only where there is no problem.</param>
    /// <returns>Null, or a problem where the header is missing or can match no version.</returns>
    public static ProblemHttpResult? Require(
        HttpRequest request, string read, Func<ProblemHttpResult> stale, out VersionTag expected)
    {
        expected = default;
        if (request.Headers.IfMatch.Count == 0)
            return Missing(read);
        if (!EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var value) || value.IsWeak)
            return stale();
        if (value.Tag == "*")
            return null;
        if (!long.TryParse(value.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return stale();
        expected = new VersionTag(version);
        return null;
    }

    /// <summary>428: a change names the version that it starts from.</summary>
    public static ProblemHttpResult Missing(string read) => Problems.Problem(
        StatusCodes.Status428PreconditionRequired, "precondition-required", $"If-Match is required: the ETag of {read}.");
}
