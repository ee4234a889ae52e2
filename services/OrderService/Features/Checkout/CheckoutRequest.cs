using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Checkout;

/// <summary>What a shopper sends. Prices come from the catalogue.</summary>
/// <param name="PaymentToken">Not needed where nothing is to be paid.</param>
/// <param name="ExpectedTotal">What the shopper was told that it costs: nothing is bought for more.</param>
/// <param name="ShippingMethod">The id of one that a quote lists; absent it is <c>standard</c>.</param>
internal sealed record CheckoutRequest(
    string? PaymentToken, Money? ExpectedTotal, AddressRequest? ShippingAddress, IReadOnlyList<ItemRequest>? Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DiscountCode = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ShippingMethod = null)
{
    private const int MaxTokenLength = 200;

    [JsonIgnore]
    public string? Code => EnteredDiscountCode.Normalise(DiscountCode);

    [JsonIgnore]
    public string Method => EnteredShippingMethod.Id(ShippingMethod);

    /// <summary>
    /// What tells one intention from another: what is bought, where to, how and for how much. A payment token is for one use, so that
    /// whoever sends the same form again has another one. Only after <see cref="Check"/> found nothing.
    /// </summary>
    [JsonIgnore]
    public CheckoutRequest Intention => this with
    {
        PaymentToken = null,
        ShippingAddress = ShippingAddress!.Normalised,
        DiscountCode = Code,
        // Named or not, the standard method is the same.
        ShippingMethod = Method == Domain.Pricing.ShippingMethod.Standard ? null : ShippingMethod,
    };

    /// <summary>Null for the caller's cart. Only after <see cref="Check"/> found nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<SkuQuantity>? SkuQuantities => Items is null ? null : ItemRequest.ToQuantities(Items);

    public void Check(FieldErrors errors, PricingOptions rules)
    {
        if (PaymentToken is not null || ExpectedTotal is not { Amount: 0 })
            errors.CheckPaymentToken("paymentToken", PaymentToken, MaxTokenLength);
        CheckExpectedTotal(errors);
        if (ShippingAddress is null)
            errors.Add("shippingAddress", "is required");
        else
            ShippingAddress.Check(errors, rules.NeedsAddress(Method));
        ItemRequest.CheckAll("items", Items, errors);
        EnteredDiscountCode.Check(DiscountCode, errors);
        EnteredShippingMethod.Check(ShippingMethod, rules, errors);
    }

    private void CheckExpectedTotal(FieldErrors errors)
    {
        if (ExpectedTotal is not { } expected)
            errors.Add("expectedTotal", "is required: the total of a quote, with its currency");
        else
            errors
                .Check("expectedTotal.amount", expected.Amount >= 0, "must be 0 or more")
                .Check("expectedTotal.currency", IsCurrency(expected.Currency), "must be a currency code of ISO 4217, such as EUR");
    }

    private static bool IsCurrency(string? code) => code is not null && Currencies.TryGetDecimals(code, out _);
}
