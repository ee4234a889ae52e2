using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>Tells a shopper that the total has risen since the page showed it.</summary>
internal static class PriceChange
{
    /// <summary>Null for another refusal.</summary>
    /// <param name="refusal">With the quote that the shopper can agree to.</param>
    /// <param name="shown">The total that the page showed.</param>
    /// <param name="isCardTyped">Whether a card has to be typed again.</param>
    /// <param name="texts">The texts of the shop.</param>
    public static string? Message(Problem refusal, Price shown, bool isCardTyped, IStringLocalizer<Texts> texts)
    {
        if (!refusal.Is("price-changed"))
            return null;
        var now = refusal.Quote?.Total;
        string changed = now is null
            ? texts["The total has changed: it is no longer {0}. Nothing was bought.", shown]
            : texts["The total has changed: it was {0} and is {1} now. Nothing was bought.", shown, now];
        if (!isCardTyped)
            return changed;
        string again = now is null
            ? texts["Enter the card again to buy it for what it costs now."]
            : texts["Enter the card again to buy it for {0}.", now];
        return $"{changed} {again}";
    }
}
