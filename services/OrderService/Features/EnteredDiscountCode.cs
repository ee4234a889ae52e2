using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features;

/// <summary>The code that a shopper enters, which may be absent.</summary>
internal static class EnteredDiscountCode
{
    private const int MaxLength = 100;

    public static void Check(string? code, FieldErrors errors)
    {
        if (code is not null)
            errors.CheckText("discountCode", code, MaxLength);
    }

    public static string? Normalise(string? code) => code is null ? null : Discount.Normalise(code);
}
