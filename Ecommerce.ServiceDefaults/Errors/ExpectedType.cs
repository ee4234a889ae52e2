using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults.Json;

namespace Ecommerce.ServiceDefaults.Errors;

/// <summary>Finds what a request's type has at the place where reading failed, and says it in JSON's words.</summary>
internal static partial class ExpectedType
{
    /// <param name="document">The type that the whole document should have.</param>
    /// <param name="path">Such as <c>$.items[0].quantity</c>.</param>
    public static string At(JsonTypeInfo? document, string? path)
    {
        var info = document;
        foreach (Match step in Steps().Matches(path ?? ""))
        {
            var type = info?.Kind == JsonTypeInfoKind.Object ? Member(info, step) : info?.ElementType;
            info = type is not null && info!.Options.TryGetTypeInfo(type, out var known) ? known : null;
        }

        return NameOf(info);
    }

    public static string OfParameter(string clrName) => clrName switch
    {
        "Guid" or "Guid?" => "a UUID",
        "int" or "int?" or "long" or "long?" => "a whole number",
        "bool" or "bool?" => "true or false",
        "decimal" or "decimal?" or "double" or "double?" => "a number",
        _ when clrName.StartsWith("DateTimeOffset", StringComparison.Ordinal) => Rfc3339.Description,
        _ when clrName.StartsWith("DateOnly", StringComparison.Ordinal) => "a date (YYYY-MM-DD)",
        _ => "of the documented form",
    };

    public static string Of(Type type) => Name(Nullable.GetUnderlyingType(type) ?? type);

    private static Type? Member(JsonTypeInfo info, Match step)
    {
        var name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value;
        return info.Properties.FirstOrDefault(
            property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))?.PropertyType;
    }

    private static string NameOf(JsonTypeInfo? info) => info switch
    {
        null => "of the documented type",
        { Kind: JsonTypeInfoKind.Enumerable } => "an array",
        { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary } => "an object",
        _ => Name(Nullable.GetUnderlyingType(info.Type) ?? info.Type),
    };

    private static string Name(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
        TypeCode.String => "a string",
        TypeCode.Boolean => "true or false",
        TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => "a whole number in range",
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a number in range",
        _ when type == typeof(Guid) => "a UUID",
        _ when type == typeof(DateTimeOffset) => Rfc3339.Description,
        _ when type == typeof(DateOnly) => "a date (YYYY-MM-DD)",
        _ => "of the documented type",
    };

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\['(?<quoted>[^']*)'\]|\[(?<index>\d+)\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Steps();
}
