using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService;

internal static class TextFields
{
    /// <summary>Present, not blank, at most <paramref name="longest"/> characters, none of them a control character.</summary>
    public static FieldErrors CheckText(this FieldErrors errors, string field, string? value, int longest)
        => string.IsNullOrWhiteSpace(value)
            ? errors.Add(field, "is required")
            : errors.Check(field, value.Length <= longest && !value.Any(char.IsControl), $"must have at most {longest} characters and no control characters");
}
