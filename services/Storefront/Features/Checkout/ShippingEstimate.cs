using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>When an order arrives, as a page says it.</summary>
internal static class ShippingEstimate
{
    /// <summary>Null where the shop promises nothing.</summary>
    public static string? Of(ShippingMethod method, IStringLocalizer<Texts> texts) => (method.MinDays, method.MaxDays) switch
    {
        (null, null) => null,
        ({ } least, null) => texts.Plural(
            least, "Arrives no sooner than {0} working day.", "Arrives no sooner than {0} working days."),
        (null or 0, { } most) => texts.Plural(most, "Arrives within {0} working day.", "Arrives within {0} working days."),
        ({ } least, { } most) when least == most => texts.Plural(
            most, "Arrives in {0} working day.", "Arrives in {0} working days."),
        ({ } least, { } most) => texts["Arrives in {0} to {1} working days.", least, most],
    };
}
