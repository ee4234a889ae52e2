using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>Tells a shopper that the total has risen since the page showed it.</summary>
internal static class PriceChange
{
    private const string Type = "urn:ecommerce:problem:price-changed";

    /// <summary>Null for another refusal.</summary>
    /// <param name="refusal">With the quote that the shopper can agree to.</param>
    /// <param name="shown">The total that the page showed.</param>
    /// <param name="isCardTyped">Whether a card has to be typed again.</param>
    public static string? Message(Problem refusal, Price shown, bool isCardTyped)
    {
        if (refusal.Type != Type)
            return null;
        var now = refusal.Quote?.Total;
        var changed = now is null ? $"it is no longer {shown}" : $"it was {shown} and is {now} now";
        var again = isCardTyped ? $" Enter the card again to buy it for {now?.ToString() ?? "what it costs now"}." : "";
        return $"The total has changed: {changed}. Nothing was bought.{again}";
    }
}
