using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>Tells a shopper that the total has risen since the page showed it.</summary>
internal static class PriceChange
{
    private const string Type = "urn:ecommerce:problem:price-changed";

    /// <summary>Null for another refusal.</summary>
    /// <param name="refusal">With the quote that the shopper can agree to.</param>
    /// <param name="shown">The total that the page showed.</param>
    public static string? Message(Problem refusal, Price shown)
    {
        if (refusal.Type != Type)
            return null;
        return refusal.Quote is { Total: var now }
            ? $"The total has changed: it was {shown} and is {now} now. Nothing was bought. Enter the card again to buy it for {now}."
            : $"The total has changed: it is no longer {shown}. Nothing was bought. Enter the card again to buy it for what it costs now.";
    }
}
