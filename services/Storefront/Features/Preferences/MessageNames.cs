namespace Ecommerce.Storefront.Features.Preferences;

/// <summary>Labels of the kinds of messages.</summary>
internal static class MessageNames
{
    public static string Of(string kind) => kind switch
    {
        "welcome" => "Welcome to the shop",
        "verify-email" => "Confirm your email address",
        "reset-password" => "Choose a new password",
        "password-changed" => "Your password was changed",
        "already-registered" => "You already have an account",
        "email-change-requested" => "Your email address is to change",
        "order-confirmed" => "Your order is confirmed",
        "order-cancelled" => "Your order was cancelled",
        "order-refunded" => "Your money is on its way back",
        "order-shipped" => "Your order is on its way",
        "order-delivered" => "Your order has arrived",
        "review-invitation" => "What do you think of what you bought?",
        "abandoned-cart" => "There is still something in your cart",
        "back-in-stock" => "What you wait for is back",
        _ => kind,
    };
}
