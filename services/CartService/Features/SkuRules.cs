using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService.Features;

internal static class SkuRules
{
    private const int MaxLength = 64;

    public static FieldErrors CheckSku(this FieldErrors errors, string field, string? sku)
        => errors.Check(field, sku is { Length: >= 1 and <= MaxLength }, $"is required: 1 to {MaxLength} characters");
}
