using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Preferences;

/// <summary>Keys of the labels of the kinds of messages.</summary>
internal static class MessageNames
{
    public static string Of(string kind) => kind switch
    {
        "welcome" => Texts.Key("Welcome to the shop"),
        "verify-email" => Texts.Key("Confirm your email address"),
        "reset-password" => Texts.Key("Choose a new password"),
        "password-changed" => Texts.Key("Your password was changed"),
        "already-registered" => Texts.Key("You already have an account"),
        "second-factor-changed" => Texts.Key("The second factor of your account"),
        "email-change-requested" => Texts.Key("Your email address is to change"),
        "order-confirmed" => Texts.Key("Your order is confirmed"),
        "order-cancelled" => Texts.Key("Your order was cancelled"),
        "order-refunded" => Texts.Key("Your money is on its way back"),
        "return-approved" => Texts.Key("Your return is approved"),
        "return-rejected" => Texts.Key("Your return cannot be accepted"),
        "order-shipped" => Texts.Key("Your order is on its way"),
        "order-delivered" => Texts.Key("Your order has arrived"),
        "review-invitation" => Texts.Key("What do you think of what you bought?"),
        "abandoned-cart" => Texts.Key("There is still something in your cart"),
        "back-in-stock" => Texts.Key("What you wait for is back"),
        _ => kind,
    };
}
