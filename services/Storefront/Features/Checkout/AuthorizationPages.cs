using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Experiments;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>
/// Payments that the shopper's browser authorises with Stripe before the order is placed. Payment-service decides what an authorisation is
/// worth: here it is passed on alone.
/// </summary>
internal static class AuthorizationPages
{
    public static void MapAuthorizations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/checkout/authorization", BeginAsync).DisableAntiforgery();
        routes.MapGet("/checkout/return", ReturnAsync);
    }

    /// <summary>For the script of the page. What was typed is kept: the bank may lead the shopper away from it.</summary>
    private static async Task<IResult> BeginAsync(
        [FromForm] CheckoutForm form, CheckoutDraft draft, GatewayClient gateway, Session session, IStringLocalizer<Texts> texts,
        CancellationToken cancellationToken)
    {
        if (!session.SignedIn)
            return Results.Unauthorized();
        draft.Save(form);
        if (form.Expected is not { } expected)
            return Refuse(texts["Choose a country first: then the price is known."]);
        try
        {
            var begun = await gateway.SendAsync<AuthorizationRequest, Authorization>(
                HttpMethod.Post, "/payments/authorizations", new(expected, form.SavedCard, form.SaveCard), session.AccessToken,
                cancellationToken);
            return Results.Json(begun, GatewayJson.Default.Authorization, statusCode: StatusCodes.Status201Created);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 404 or 409 or 422 or 429)
        {
            return Refuse(string.Join(' ', refusal.Problem.Messages()));
        }
    }

    /// <summary>
    /// Where the bank's page leads back to. The address that it has added to stays in no history, cache or log of other sites.
    /// </summary>
    private static async Task<IResult> ReturnAsync(
        [FromQuery(Name = "payment_intent")] string? token, [FromQuery(Name = "redirect_status")] string? status, HttpResponse response,
        Session session, CheckoutDraft draft, HeldPayments payments, CheckoutReader checkout, ShopperFeatures features,
        IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        if (!session.SignedIn || draft.Read() is not { } typed)
            return Results.LocalRedirect("~/checkout");
        if (token is not null)
        {
            if (status == "succeeded")
                payments.Keep(token);
            else
                payments.Forget();
            return Results.LocalRedirect("~/checkout/return");
        }

        var state = await payments.ConfirmAsync(
            await checkout.ReadAsync(typed, FormMessages.None, cancellationToken), payments.Current, cancellationToken);
        var messages = state.Authorized is null
            ? FormMessages.Of([texts["The payment was not authorised, and nothing was bought. Please try again or choose another card."]])
            : FormMessages.None;
        return await CheckoutPages.ShowPayableAsync(state with { Errors = messages.And(state.Errors) }, features);
    }

    private static IResult Refuse(string message)
        => Results.Json(new Refusal(message), GatewayJson.Default.Refusal, statusCode: StatusCodes.Status422UnprocessableEntity);
}
