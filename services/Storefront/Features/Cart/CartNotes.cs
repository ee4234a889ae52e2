using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Cart;

/// <summary>Notes of cart-service in the page's language. They come in English, which stays as it is; others go by their code.</summary>
internal static class CartNotes
{
    public static string Text(CartNote note, ShoppingCart cart, IStringLocalizer<Texts> texts)
    {
        if (Language.Current == Language.English)
            return note.Message;
        var item = cart.Items.FirstOrDefault(item => item.Sku == note.Sku);
        var name = item?.Name ?? note.Sku;
        return note.Code switch
        {
            "catalogue-unavailable" => texts["Prices and stock cannot be checked right now."],
            "no-longer-sold" => texts["{0} is no longer sold.", name],
            "price-changed" when item is not null => texts["The price of {0} has changed: it is {1} now.", name, item.UnitPrice],
            "not-enough-stock" when item is { Available: > 0 } => texts["Only {0} of {1} are left.", item.Available, name],
            "not-enough-stock" => texts["{0} is sold out.", name],
            _ => texts["Please look at your cart: something has changed."],
        };
    }
}
