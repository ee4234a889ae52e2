namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Names of enums in query strings, in any case. <see cref="Enum.TryParse{TEnum}(string, bool, out TEnum)"/> also takes numbers, and lists
/// such as <c>day,week</c>, which mean a third thing.
/// </summary>
public static class EnumName
{
    /// <summary>False for everything but one of the names.</summary>
    public static bool TryParse<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text is not null && IsOneOf(typeof(TEnum), text) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    internal static bool IsOneOf(Type type, string text) => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase);
}
