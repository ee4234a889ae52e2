using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults.Json;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Tells a caller which field of a request could not be read, from what the framework says about it.</summary>
internal static partial class InvalidRequest
{
    /// <summary>The field that stands for the body as a whole.</summary>
    private const string Body = "body";

    public static HttpValidationProblemDetails Document(IEnumerable<KeyValuePair<string, string[]>> errors)
        => new(errors.ToDictionary(StringComparer.Ordinal))
        {
            Status = StatusCodes.Status400BadRequest,
            Type = ProblemTypes.ForStatus(StatusCodes.Status400BadRequest),
            Title = "The request is not valid.",
        };

    /// <param name="message">Says which parameter could not be bound, and why.</param>
    public static HttpValidationProblemDetails Parameter(string message)
    {
        if (Unbound().Match(message) is { Success: true } unbound)
            return Document(
                [Error(JsonNamingPolicy.CamelCase.ConvertName(unbound.Groups["name"].Value), "must be "
                    + $"{ExpectedType.OfParameter(unbound.Groups["type"].Value)}")]);
        if (NotProvided().Match(message) is { Success: true } missing)
            return Document([Error(missing.Groups["source"].Value is "" or Body ? Body : missing.Groups["name"].Value, "is required")]);
        return Document([Error(Body, "cannot be read")]);
    }

    /// <param name="exception">Says where reading failed.</param>
    /// <param name="document">The type that the document should have, if known.</param>
    public static IEnumerable<KeyValuePair<string, string[]>> ErrorsOf(JsonException exception, JsonTypeInfo? document)
    {
        var path = (exception.Path ?? "").TrimStart('$').TrimStart('.');
        return MissingMembers().Match(exception.Message) is { Success: true } missing
            ? MemberName().Matches(missing.Groups[1].Value).Select(member => Error(Join(path, member.Groups[1].Value), "is required"))
            : [Error(path.Length > 0 ? path : Body, Expectation(exception, document))];
    }

    private static string Expectation(JsonException exception, JsonTypeInfo? document) => exception switch
    {
        { InnerException: JsonException }
            => $"is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})",
        _ when Unknown().IsMatch(exception.Message) => "is not a member that is known here",
        _ when Duplicate().IsMatch(exception.Message) => "is given twice",
        _ when Null().IsMatch(exception.Message) => "must not be null",
        _ when exception.Message.StartsWith(PlainText.ContainsNull, StringComparison.Ordinal) => "must not contain U+0000",
        _ when exception.Message.StartsWith(PlainText.IsMalformed, StringComparison.Ordinal) => "must be well-formed Unicode",
        _ => $"must be {ExpectedType.At(document, exception.Path)}",
    };

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static KeyValuePair<string, string[]> Error(string field, string message) => new(field, [message]);

    // The framework's own sentences; a change of one of them costs the field's name or the reason, never the 400.
    [GeneratedRegex("missing required properties including: (.*)", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'([^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberName();

    [GeneratedRegex("^The JSON property '.*' could not be mapped", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unknown();

    [GeneratedRegex("^Duplicate", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duplicate();

    [GeneratedRegex("doesn't allow (setting )?null|allow null elements|non-nullable", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Null();

    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbound();

    [GeneratedRegex(
        """^(?:Implicit body inferred|Required parameter "\S+ (?<name>\w+)" was not provided from (?<source>\w+))""",
        RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotProvided();
}
