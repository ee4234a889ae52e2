using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>When an order arrives, as a page says it.</summary>
internal static class ShippingEstimate
{
    /// <summary>Such as <c>in 2 to 5 working days</c>; null where the shop promises nothing.</summary>
    public static string? Of(KnownShippingMethod method, IStringLocalizer<Texts> texts) => (method.MinDays, method.MaxDays) switch
    {
        (null, null) => null,
        ({ } least, null) => texts.Plural(least, "no sooner than {0} working day", "no sooner than {0} working days"),
        (null or 0, { } most) => texts.Plural(most, "within {0} working day", "within {0} working days"),
        ({ } least, { } most) when least == most => texts.Plural(most, "in {0} working day", "in {0} working days"),
        ({ } least, { } most) => texts["in {0} to {1} working days", least, most].Value,
    };

    /// <summary>The method's own description, and when it arrives.</summary>
    public static string About(KnownShippingMethod method, IStringLocalizer<Texts> texts)
        => string.Join(' ', new[] { method.Text.Description, Sentence(method, texts) }.OfType<string>());

    private static string? Sentence(KnownShippingMethod method, IStringLocalizer<Texts> texts)
        => Of(method, texts) is not { } days ? null
            : method.NeedsAddress ? texts["Arrives {0}.", days].Value
            : texts["Ready {0}.", days].Value;
}
