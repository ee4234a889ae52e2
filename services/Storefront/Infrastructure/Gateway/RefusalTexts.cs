using System.Collections.Frozen;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Storefront.Infrastructure.Languages;
using static Ecommerce.Storefront.Infrastructure.Languages.Texts;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Keys of the texts for refusals of services that a shopper can meet.</summary>
internal static class RefusalTexts
{
    private static readonly FrozenDictionary<string, string> ByType = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["account-disabled"] = Key("This account is disabled. Please ask our customer service."),
        ["account-not-verified"] = Key("The email address of this account is not confirmed yet."),
        ["already-registered"] = Key("This account is registered already."),
        ["already-verified"] = Key("Your email address is confirmed already."),
        ["cart-empty"] = Key("Your cart is empty."),
        ["cart-ordered-meanwhile"] = Key("Your cart has just been ordered elsewhere. Please look at it before you go on."),
        ["discount-expired"] = Key("The discount code has expired."),
        ["discount-not-applicable"] = Key("The discount code does not apply to this order: it is too small, or in another currency."),
        ["discount-unknown"] = Key("There is no such discount code."),
        ["discount-used-up"] = Key("The discount code is used up."),
        ["email-taken"] = Key("There is an account with this email address already."),
        ["guest-account"] = Key("This needs an account: please register first."),
        ["idempotency-in-progress"] = Key("Your order is being placed. Please wait a little."),
        ["idempotency-mismatch"] = Key("This form was sent before. Please load the page again."),
        ["in-stock"] = Key("It is in stock again."),
        ["invalid-token"] = Key("This link is unknown, used or expired. Please ask for a new one."),
        ["message-required"] = Key("These messages cannot be switched off."),
        ["mixed-currencies"] = Key("A cart has one currency: please order these things separately."),
        ["order-not-cancellable"] = Key("The order can no longer be cancelled."),
        ["order-not-returnable"] = Key("The order cannot be sent back any more."),
        ["own-review"] = Key("This is your own review."),
        ["payment-method-refused"] = Key("The card was refused. Please check it, or use another one."),
        ["price-changed"] = Key("The total has changed."),
        ["reported-already"] = Key("You have reported this review already."),
        ["return-exceeds-delivery"] = Key("You cannot send back more than was delivered."),
        ["reviewed-already"] = Key("You have reviewed this product already: please edit that review."),
        ["second-factor-required"] = Key("This account needs a code as well. Please give the password once more, and the code."),
        ["service-unavailable"] = Key("The payment provider does not answer. Please try again in a little while."),
        ["sms-off"] = Key("This shop sends no SMS."),
        ["stale-version"] = Key("It has changed since you opened this page. Please look at it and try again."),
        ["too-many-addresses"] = Key("Your address book is full. Please remove an address first."),
        ["too-many-alerts"] = Key("You have too many alerts already. Please remove one first."),
        ["too-many-attempts"] = Key("That was tried too often. Please wait a little."),
        ["too-many-authorizations"] = Key("You have tried to pay too often. Please try again in an hour."),
        ["too-many-requests"] = Key("That was very often in a short time. Please wait a little."),
        ["too-many-wishes"] = Key("Your wish list is full. Remove something first."),
        ["unknown-product"] = Key("The shop does not sell this any more."),
        ["unknown-sku"] = Key("The shop does not sell this any more."),
        ["wrong-code"] = Key("The code is wrong, too old, or was tried too often."),
        ["wrong-credentials"] = Key("The email address or the password is wrong."),
        ["wrong-password"] = Key("The password is wrong."),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> ByField = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["city"] = Key("Please give the city, without a web address."),
        ["code"] = Key("Please check the code."),
        ["country"] = Key("Please choose a country that we deliver to."),
        ["currentPassword"] = Key("Please give your current password."),
        ["cvc"] = Key("Please give the three or four digits of the security code."),
        ["discountCode"] = Key("Please check the discount code."),
        ["displayName"] = Key("Please choose a name of at most 40 characters, without a web address."),
        ["email"] = Key("Please give a valid email address."),
        ["expiryMonth"] = Key("Please check when the card expires."),
        ["expiryYear"] = Key("Please check when the card expires."),
        ["name"] = Key("Please give a name of at most 100 characters, without a web address."),
        ["newPassword"] = Key("Please choose another password, of at least 10 characters, that is hard to guess."),
        ["number"] = Key("Please check the number."),
        ["password"] = Key("Please check the password: it has at least 10 characters and is hard to guess."),
        ["postalCode"] = Key("Please give a postal code that fits the country."),
        ["quantity"] = Key("The quantity must be 1 to 99, and no more than is in stock."),
        ["reason"] = Key("Please choose a reason."),
        ["shippingMethod"] = Key("Please choose another shipping method."),
        ["sku"] = Key("The shop does not sell this any more."),
        ["stars"] = Key("Please give one to five stars."),
        ["street"] = Key("Please give the street and number, without a web address."),
        ["text"] = Key("Please write a review of at most 5000 characters."),
        ["title"] = Key("Please choose a title of at most 120 characters."),
        ["token"] = Key("This link is unknown, used or expired. Please ask for a new one."),
    }.ToFrozenDictionary();

    // Below the tables that it is made of.
    public static readonly ProblemTexts All = new()
    {
        ByType = ByType, ByField = ByField, ByStatus = Refusals.Text, AnyField = Key("Please check this field."),
    };
}
