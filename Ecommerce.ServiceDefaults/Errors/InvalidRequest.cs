using System.Text.Json;
using System.Text.RegularExpressions;
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

    public static HttpValidationProblemDetails Document(BadHttpRequestException exception)
        => Document(exception.InnerException is JsonException json ? FieldsOf(json) : FieldsOf(exception.Message));

    public static HttpValidationProblemDetails Document(JsonException exception) => Document(FieldsOf(exception));

    private static IEnumerable<KeyValuePair<string, string[]>> FieldsOf(JsonException exception)
    {
        var path = PathOf(exception);
        var missing = MissingMembers().Match(exception.Message);
        return missing.Success
            ? MemberName().Matches(missing.Groups[1].Value).Select(member => Error(Join(path, member.Groups[1].Value), "is required"))
            : [Error(path.Length > 0 ? path : Body, Expectation(exception))];
    }

    private static string Expectation(JsonException exception)
    {
        if (exception.InnerException is not null and not InvalidOperationException and not FormatException)
            return $"is not valid JSON{Position(exception)}";
        if (exception.Message.Contains("Duplicate", StringComparison.Ordinal))
            return "is given twice";
        if (exception.Message.Contains("doesn't allow null", StringComparison.Ordinal)
            || exception.Message.Contains("non-nullable", StringComparison.Ordinal))
            return "must not be null";
        return ExpectedType().Match(exception.Message) is { Success: true } match
            ? $"must be {JsonTypeName(match.Groups[1].Value)}"
            : $"cannot be read{Position(exception)}";
    }

    private static string Position(JsonException exception)
        => exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";

    private static string JsonTypeName(string clrType) => clrType switch
    {
        _ when clrType.Contains("Guid", StringComparison.Ordinal) => "a UUID",
        _ when clrType.Contains("DateTimeOffset", StringComparison.Ordinal) => "a time (RFC 3339)",
        _ when clrType.Contains("DateOnly", StringComparison.Ordinal) => "a date (YYYY-MM-DD)",
        _ when clrType.Contains("Boolean", StringComparison.Ordinal) => "true or false",
        _ when clrType.Contains("Int", StringComparison.Ordinal) => "a whole number in range",
        _ when clrType.Contains("Decimal", StringComparison.Ordinal) || clrType.Contains("Double", StringComparison.Ordinal) => "a number in range",
        _ when clrType.Contains("[]", StringComparison.Ordinal) || clrType.Contains("Collections", StringComparison.Ordinal) => "an array",
        "System.String" => "a string",
        _ => "an object or value of the documented type",
    };

    private static IEnumerable<KeyValuePair<string, string[]>> FieldsOf(string message)
    {
        if (Unbound().Match(message) is { Success: true } unbound)
            return [Error(unbound.Groups["name"].Value, $"must be {JsonTypeName("System." + unbound.Groups["type"].Value)}")];
        if (NotProvided().Match(message) is { Success: true } missing)
            return [Error(missing.Groups["source"].Value is "" or Body ? Body : missing.Groups["name"].Value, "is required")];
        return [Error(Body, "cannot be read")];
    }

    private static string PathOf(JsonException exception) => (exception.Path ?? "").TrimStart('$').TrimStart('.');

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static KeyValuePair<string, string[]> Error(string field, string message) => new(field, [message]);

    // The framework's own sentences; a change of one of them costs the field's name, never the 400.
    [GeneratedRegex("missing required properties including: (.*)", RegexOptions.Singleline)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"could not be converted to ([^ ]+?)\. Path")]
    private static partial Regex ExpectedType();

    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\w+)" from""")]
    private static partial Regex Unbound();

    [GeneratedRegex("""^(?:Implicit body inferred|Required parameter "\S+ (?<name>\w+)" was not provided from (?<source>\w+))""")]
    private static partial Regex NotProvided();
}
