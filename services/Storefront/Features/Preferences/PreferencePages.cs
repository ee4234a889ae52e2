using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Preferences;

/// <summary>Message preferences and the phone number for SMS.</summary>
internal static class PreferencePages
{
    private const string Page = "~/account/messages";

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").DisableAntiforgery();
        account.MapGet("/messages", (bool? saved, bool? sent, GatewayClient gateway, Session session, CancellationToken cancellationToken)
            => ShowAsync(saved is true, sent is true, [], gateway, session, cancellationToken));
        account.MapPost("/messages", SaveAsync);
        account.MapPost("/phone", SendCodeAsync);
        account.MapPost("/phone/confirm", ConfirmAsync);
        account.MapPost("/phone/remove", RemoveAsync);
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        // A form without ticked checkboxes has no body.
        var ticked = request.HasFormContentType ? (await request.ReadFormAsync(cancellationToken))["on"] : [];
        var choices = Choices.Of(await ReadAsync(gateway, session, cancellationToken), [.. ticked.OfType<string>()]);
        return choices.Items.Count == 0
            ? Results.LocalRedirect($"{Page}?saved=true")
            : await ChangeAsync(
                () => gateway.SendAsync(HttpMethod.Put, "/notifications/preferences", choices, session.AccessToken, cancellationToken),
                "?saved=true", asksForCode: false, gateway, session, cancellationToken);
    }

    private static Task<IResult> SendCodeAsync(
        [FromForm] string number, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => ChangeAsync(
            () => gateway.SendAsync(
                HttpMethod.Put, "/notifications/phone", new PhoneNumber(number.Replace(" ", "", StringComparison.Ordinal)),
                session.AccessToken, cancellationToken),
            "?sent=true", asksForCode: false, gateway, session, cancellationToken);

    private static Task<IResult> ConfirmAsync(
        [FromForm] string code, GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => ChangeAsync(
            () => gateway.SendAsync(
                HttpMethod.Post, "/notifications/phone/confirm", new PhoneCode(code.Trim()), session.AccessToken, cancellationToken),
            "", asksForCode: true, gateway, session, cancellationToken);

    private static Task<IResult> RemoveAsync(GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => ChangeAsync(
            () => gateway.SendAsync(HttpMethod.Delete, "/notifications/phone", session.AccessToken, cancellationToken),
            "", asksForCode: false, gateway, session, cancellationToken);

    private static async Task<IResult> ChangeAsync(
        Func<Task> change, string query, bool asksForCode, GatewayClient gateway, Session session, CancellationToken cancellationToken)
    {
        try
        {
            await change();
            return Results.LocalRedirect(Page + query);
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422 or 429)
        {
            return await ShowAsync(saved: false, asksForCode, refusal.Problem.Messages(), gateway, session, cancellationToken);
        }
    }

    private static async Task<RazorComponentResult<PreferencesPage>> ShowAsync(
        bool saved, bool asksForCode, IEnumerable<string> messages, GatewayClient gateway, Session session,
        CancellationToken cancellationToken)
        => new(
            new
            {
                Preferences = await ReadAsync(gateway, session, cancellationToken), Saved = saved, AsksForCode = asksForCode,
                Messages = messages,
            });

    private static Task<MessagePreferences> ReadAsync(GatewayClient gateway, Session session, CancellationToken cancellationToken)
        => gateway.GetAsync<MessagePreferences>("/notifications/preferences", session.AccessToken, cancellationToken);
}
