using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Cart;
using Ecommerce.Storefront.Experiments;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Visits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Orders;

/// <summary>Buying what is in the cart: on one page, or first where to and then how to pay.</summary>
internal static class CheckoutPages
{
    public static void MapCheckout(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/checkout", ShowAsync).WithMetadata(Step.Checkout);
        routes.MapPost("/checkout/payment", PayAsync).DisableAntiforgery();
        routes.MapPost("/checkout", BuyAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        GatewayClient gateway, Session session, ShopperFeatures features, CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect("~/login?return=/checkout");
        var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
        if (cart.Items.Count == 0)
            return Results.LocalRedirect("~/cart");
        return await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow)
            ? new RazorComponentResult<CheckoutPage>(new { Cart = cart })
            : new RazorComponentResult<AddressPage>(new { Cart = cart });
    }

    private static Task<IResult> PayAsync(
        [FromForm] AddressForm form, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => AskForPaymentAsync(form, [], gateway, session, cancellationToken);

    private static async Task<IResult> BuyAsync(
        [FromForm] CheckoutForm form, GatewayClient gateway, Session session, ShopperFeatures features, CancellationToken cancellationToken)
    {
        try
        {
            var method = await gateway.SendAsync<Card, PaymentMethod>(
                HttpMethod.Post, "/payments/methods", form.ToCard(), session.AccessToken, cancellationToken);
            var order = await gateway.SendAsync<Checkout, Order>(
                HttpMethod.Post, "/orders", new Checkout(method.Token, form.ToAddress(), AddressForm.Code(form.DiscountCode)), session.AccessToken,
                cancellationToken, idempotencyKey: form.Key.ToString());
            return Results.LocalRedirect($"~/orders/{order.Id}");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            if (!await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow))
                return await AskForPaymentAsync(form, refusal.Problem.Messages(), gateway, session, cancellationToken);
            var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
            return new RazorComponentResult<CheckoutPage>(
                new { Cart = cart, Address = form.ToAddress(), form.DiscountCode, Messages = refusal.Problem.Messages() });
        }
    }

    private static async Task<IResult> AskForPaymentAsync(
        AddressForm form, IEnumerable<string> messages, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            var asked = new QuoteRequest(new(form.Country), AddressForm.Code(form.DiscountCode));
            var costs = await gateway.SendAsync<QuoteRequest, Costs>(HttpMethod.Post, "/orders/quote", asked, session.AccessToken, cancellationToken);
            return new RazorComponentResult<PaymentPage>(
                new { Costs = costs, Address = form.ToAddress(), form.DiscountCode, Messages = messages });
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            var cart = await CartPages.ReadAsync(gateway, session, cancellationToken);
            return new RazorComponentResult<AddressPage>(
                new { Cart = cart, Address = form.ToAddress(), form.DiscountCode, Messages = messages.Concat(refusal.Problem.Messages()) });
        }
    }
}
