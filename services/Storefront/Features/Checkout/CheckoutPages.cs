using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Ecommerce.Storefront.Infrastructure.Visits;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>The checkout: on one page, or in two steps, address and payment.</summary>
internal static class CheckoutPages
{
    private const string Start = "~/checkout";

    private static readonly string[] AddressFields = ["name", "street", "city", "postalCode", "country"];

    private static readonly string[] CardFields = ["payWith", "number", "expiryMonth", "expiryYear", "cvc"];

    /// <summary>Those that every page of the checkout has.</summary>
    private static readonly string[] SummaryFields = ["discountCode", "shippingMethod"];

    public static void MapCheckout(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/checkout", ShowAsync).WithMetadata(Step.Checkout);
        routes.MapPost("/checkout/draft", Keep).DisableAntiforgery();
        routes.MapPost("/checkout/payment", PayAsync).DisableAntiforgery();
        routes.MapPost("/checkout", BuyAsync).DisableAntiforgery();
        // Where forms are sent to. Opened again, payment needs the address first.
        routes.MapGet("/checkout/draft", () => Results.LocalRedirect(Start));
        routes.MapGet("/checkout/payment", () => Results.LocalRedirect(Start));
    }

    private static async Task<IResult> ShowAsync(
        string? address, Session session, CheckoutDraft draft, CheckoutReader checkout, ShopperFeatures features,
        CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.LocalRedirect("~/checkout/guest");
        var state = await checkout.StartAsync(draft.Read(), address, cancellationToken);
        if (state.Cart.Items.Count == 0)
            return Results.LocalRedirect("~/cart");
        return await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow)
            ? new RazorComponentResult<CheckoutPage>(new { State = state })
            : new RazorComponentResult<AddressPage>(new { State = state });
    }

    /// <summary>What is typed and chosen so far, for a new price without scripts.</summary>
    private static IResult Keep([FromForm] AddressForm form, CheckoutDraft draft)
    {
        draft.Save(form);
        return Results.LocalRedirect(Start);
    }

    private static async Task<IResult> PayAsync(
        [FromForm] AddressForm form, CheckoutDraft draft, CheckoutReader checkout, CancellationToken cancellationToken)
    {
        return ShowPayment(await checkout.ReadAsync(draft.Save(form), FormMessages.None, cancellationToken));
    }

    private static async Task<IResult> BuyAsync(
        [FromForm] CheckoutForm form, CheckoutDraft draft, OrderPlacement orders, AddressBook addresses, CheckoutReader checkout,
        HeldPayments payments, ShopperFeatures features, Session session, IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        var typed = draft.Save(form);
        // Without scripts the page on one page shows no price before the country is known.
        if (form.Expected is not { } expected)
        {
            var priced = await ReadAgainAsync();
            return await ShowAgainAsync(priced, Offer(priced, texts), features);
        }

        try
        {
            var order = await orders.PlaceAsync(form, expected, cancellationToken);
            draft.Clear();
            payments.Forget();
            session.SetCartPieces(0);
            if (form is { SaveAddress: true, HasStreet: true })
                await addresses.AddAsync(form.ToAddress(), cancellationToken);
            return Results.LocalRedirect($"~/orders/{order.Id}?placed=true");
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            var current = await ReadAgainAsync();
            return await ShowAgainAsync(current, MessagesOf(refusal, NeedsCard(current), expected, texts), features);
        }

        // What the bank agreed to is kept as long as it is enough.
        async Task<CheckoutState> ReadAgainAsync() => await payments.ConfirmAsync(
            await checkout.ReadAsync(typed, FormMessages.None, cancellationToken), form.PaymentToken, cancellationToken);
    }

    /// <summary>The price, or what it takes to know it; why there is none is said already where somebody was asked for one.</summary>
    private static FormMessages Offer(CheckoutState priced, IStringLocalizer<Texts> texts)
    {
        if (priced.Quote.Costs is not null)
            return FormMessages.Of([NeedsCard(priced)
                ? texts["This is what it costs. Enter the card again to buy it for that."]
                : texts["This is what it costs. Buy it for that?"]]);
        return string.IsNullOrWhiteSpace(priced.Form.Country)
            ? FormMessages.At("country", texts["Choose a country"])
            : FormMessages.None;
    }

    private static bool NeedsCard(CheckoutState state) => state is { Form.SavedCard: null, Authorized: null };

    private static FormMessages MessagesOf(
        GatewayException refusal, bool needsCard, Price expected, IStringLocalizer<Texts> texts)
        => PriceChange.Message(refusal.Problem, expected, isCardTyped: needsCard, texts) is { } changed
            ? FormMessages.Of([changed])
            : FormMessages.Of(refusal.Problem, [.. AddressFields, .. CardFields, .. SummaryFields]);

    /// <summary>The form as it was, without the card, and with the price as it is now.</summary>
    private static Task<IResult> ShowAgainAsync(CheckoutState state, FormMessages messages, ShopperFeatures features)
        => ShowPayableAsync(state with { Errors = messages.And(state.Errors) }, features);

    /// <summary>The page that the order is paid on.</summary>
    public static async Task<IResult> ShowPayableAsync(CheckoutState state, ShopperFeatures features)
        => await features.IsEnabledAsync(FeatureFlags.NewCheckoutFlow)
            ? new RazorComponentResult<CheckoutPage>(new { State = state })
            : ShowPayment(state);

    /// <summary>The second step, or the first where its address is refused.</summary>
    private static IResult ShowPayment(CheckoutState state)
    {
        var hasAddress = state.IsCollected || state.Form.HasStreet;
        var isPayable = hasAddress && state.Quote.Costs is not null && !AddressFields.Any(state.Errors.ByField.ContainsKey);
        return isPayable
            ? new RazorComponentResult<PaymentPage>(
                new { State = state with { Errors = state.Errors.On([.. CardFields, .. SummaryFields]) } })
            : new RazorComponentResult<AddressPage>(
                new { State = state with { Errors = state.Errors.On([.. AddressFields, .. SummaryFields]) } });
    }
}
