using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Carts;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Ecommerce.Storefront.Infrastructure.Visits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The checkout: on one page, or in two steps, address and payment.</summary>
internal static class CheckoutPages
{
    private const string PriceShown = "This is what it costs. Enter the card again to buy it for that.";

    private static readonly string[] AddressFields = ["name", "street", "city", "postalCode", "country", "discountCode"];

    private static readonly string[] CardFields = ["number", "expiryMonth", "expiryYear", "cvc"];

    public static void MapCheckout(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/checkout", ShowAsync).WithMetadata(Step.Checkout);
        routes.MapPost("/checkout/payment", PayAsync).DisableAntiforgery();
        // Where the card is asked for: opened again, it needs the address first.
        routes.MapGet("/checkout/payment", () => Results.LocalRedirect("~/checkout"));
        routes.MapPost("/checkout", BuyAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        Session session, CheckoutDraft draft, CartReader carts, ShopperFeatures features, CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect("~/checkout/guest");
        var cart = await carts.ReadAsync(cancellationToken);
        if (cart.Items.Count == 0)
            return Results.LocalRedirect("~/cart");
        var typed = draft.Read();
        var (address, code) = (typed?.ToAddress(), typed?.DiscountCode);
        return await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow)
            ? new RazorComponentResult<CheckoutPage>(new { Cart = cart, Address = address, DiscountCode = code })
            : new RazorComponentResult<AddressPage>(new { Cart = cart, Address = address, DiscountCode = code });
    }

    private static async Task<IResult> PayAsync(
        [FromForm] AddressForm form, CheckoutDraft draft, CheckoutQuotes quotes, CartReader carts, CancellationToken cancellationToken)
    {
        draft.Save(form);
        return ShowPayment(
            form, await quotes.FindAsync(form, cancellationToken), FormMessages.None, await carts.ReadAsync(cancellationToken));
    }

    private static async Task<IResult> BuyAsync(
        [FromForm] CheckoutForm form, CheckoutDraft draft, OrderPlacement orders, CheckoutQuotes quotes, CartReader carts,
        ShopperFeatures features, CancellationToken cancellationToken)
    {
        draft.Save(form);
        // Without scripts the page on one page shows no price before the country is known.
        if (form.Expected is not { } expected)
            return await ShowAgainAsync(form, FormMessages.Of([PriceShown]), quotes, carts, features, cancellationToken);
        try
        {
            var order = await orders.PlaceAsync(form, expected, cancellationToken);
            draft.Clear();
            return Results.LocalRedirect($"~/orders/{order.Id}");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            var messages = FormMessages.Of(refusal.Problem, [.. AddressFields, .. CardFields]);
            return await ShowAgainAsync(form, messages, quotes, carts, features, cancellationToken);
        }
    }

    /// <summary>The form as it was, without the card, and with the price as it is now.</summary>
    private static async Task<IResult> ShowAgainAsync(
        CheckoutForm form, FormMessages messages, CheckoutQuotes quotes, CartReader carts, ShopperFeatures features,
        CancellationToken cancellationToken)
    {
        var quote = await quotes.FindAsync(form, cancellationToken);
        var cart = await carts.ReadAsync(cancellationToken);
        if (!await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow))
            return ShowPayment(form, quote, messages, cart);
        return new RazorComponentResult<CheckoutPage>(new
        {
            Cart = cart, quote.Costs, Address = form.ToAddress(), form.DiscountCode, Errors = messages.And(quote.Messages),
        });
    }

    private static IResult ShowPayment(AddressForm form, Quote quote, FormMessages messages, ShoppingCart cart)
    {
        var address = form.ToAddress();
        return quote.Costs is { } costs
            ? new RazorComponentResult<PaymentPage>(
                new { Costs = costs, Address = address, form.DiscountCode, Errors = messages.On(CardFields) })
            : new RazorComponentResult<AddressPage>(
                new { Cart = cart, Address = address, form.DiscountCode, Errors = messages.On(AddressFields).And(quote.Messages) });
    }
}
