using System.Globalization;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>The version of settings that <c>If-Match</c> expects.</summary>
/// <param name="Version">Null: any.</param>
internal readonly record struct SettingsVersionTag(long? Version)
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public bool Matches(long version) => Version is null || Version == version;

    /// <summary>Reads <c>If-Match</c>. A problem where it is missing or can match no version.</summary>
    public static ProblemHttpResult? Require(HttpRequest request, out SettingsVersionTag expected)
    {
        expected = default;
        if (request.Headers.IfMatch.Count == 0)
        {
            return Problems.Problem(
                StatusCodes.Status428PreconditionRequired, "precondition-required",
                "If-Match is required: the ETag of the settings that you read.");
        }

        if (!EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var value) || value.IsWeak)
            return Stale();
        if (value.Tag == "*")
            return null;
        if (!long.TryParse(value.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Stale();
        expected = new(version);
        return null;
    }

    public static ProblemHttpResult Stale() => Problems.Problem(
        StatusCodes.Status412PreconditionFailed, "stale-version", "The settings have changed since they were read.");
}
