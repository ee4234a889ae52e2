using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Refuses, before any endpoint meets it, text that no endpoint can read or store.</summary>
internal static class RequestEncoding
{
    private const string EncodedNull = "%00";
    private const string Utf8 = "utf-8";

    private static readonly string[] Read = ["json", "x-www-form-urlencoded", "form-data"];

    public static void UseRequestEncoding(this WebApplication app)
        => app.Use((http, next) => Check(http.Request) is { } problem ? problem.ExecuteAsync(http) : next(http));

    private static ProblemHttpResult? Check(HttpRequest request) => CheckCharset(request) ?? CheckQuery(request);

    /// <summary>
    /// JSON between systems is UTF-8 (RFC 8259), and so are forms; the framework throws where a charset does not exist, or is in quotes.
    /// </summary>
    private static ProblemHttpResult? CheckCharset(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue || !IsRead(type))
            return null;
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals(Utf8, StringComparison.OrdinalIgnoreCase))
        {
            return Problems.Field(
                StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Bodies are read as UTF-8 only.",
                HeaderNames.ContentType, $"must have no charset but {Utf8}");
        }

        type.Charset = Utf8;
        request.ContentType = type.ToString();
        return null;
    }

    private static bool IsRead(MediaTypeHeaderValue type)
        => Read.Any(end => type.MediaType.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static ProblemHttpResult? CheckQuery(HttpRequest request)
    {
        if (request.QueryString.Value?.Contains(EncodedNull, StringComparison.Ordinal) is not true)
            return null;
        var errors = new FieldErrors();
        foreach (var (name, values) in request.Query)
            errors.Check(name, !HasNull(name) && !values.Any(HasNull), "must not contain U+0000");
        return errors.TryGetProblem(out var problem) ? problem : null;
    }

    private static bool HasNull(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;
}
