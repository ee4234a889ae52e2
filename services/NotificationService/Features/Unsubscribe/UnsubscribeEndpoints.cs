using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Links;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Templates;

namespace Ecommerce.NotificationService.Features.Unsubscribe;

/// <summary>
/// The unsubscribe link of mails, which needs no login. A GET changes nothing, because mail scanners follow links. The POST is sent by the
/// button of the page and by mail clients (RFC 8058).
/// </summary>
internal static class UnsubscribeEndpoints
{
    public static RouteGroupBuilder MapUnsubscribe(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("unsubscribe", ShowForm).WithName("AskToUnsubscribe")
            .WithSummary("The page that asks whether to disable mails of a kind")
            .AllowAnonymous().Produces<string>(contentType: "text/html");
        notifications.MapPost("unsubscribe", UnsubscribeAsync).WithName("Unsubscribe").WithSummary("Disables mails of a kind")
            .AllowAnonymous().Produces<string>(contentType: "text/html");
        return notifications;
    }

    private static IResult ShowForm(
        string? token, string? language, HttpResponse response, UnsubscribeTokens tokens, TemplateLibrary library)
    {
        var phrases = library.FindPhrases(ChooseLanguage(language));
        return ReadToken(token, tokens) is { } link
            ? RenderPage(response, language, phrases, "page.ask", link.Kind, button: phrases["page.button"])
            : RenderUnknown(response, language, phrases);
    }

    private static async Task<IResult> UnsubscribeAsync(
        string? token, string? language, HttpResponse response, UnsubscribeTokens tokens, TemplateLibrary library,
        PreferenceStore preferences,
        CancellationToken cancellationToken)
    {
        var phrases = library.FindPhrases(ChooseLanguage(language));
        if (ReadToken(token, tokens) is not { } link)
            return RenderUnknown(response, language, phrases);
        await preferences.SaveAsync(link.User, [new Choice(link.Kind.Name, Channels.Email, Enabled: false)], cancellationToken);
        return RenderPage(response, language, phrases, "page.done", link.Kind);
    }

    private static (Guid User, MessageKind Kind)? ReadToken(string? token, UnsubscribeTokens tokens)
        => tokens.Read(token) is { } link && !link.Kind.IsRequired(Channels.Email) ? link : null;

    private static IResult RenderPage(
        HttpResponse response, string? language, Phrases phrases, string text, MessageKind kind, string? button = null)
        => HtmlPage.Render(
            response, StatusCodes.Status200OK, ChooseLanguage(language), phrases["page.title"],
            phrases[text].Replace("{{kind}}", phrases[$"kind.{kind.Name}"], StringComparison.Ordinal), button);

    private static IResult RenderUnknown(HttpResponse response, string? language, Phrases phrases)
        => HtmlPage.Render(
            response, StatusCodes.Status404NotFound, ChooseLanguage(language), phrases["page.title"], phrases["page.unknown"]);

    private static string ChooseLanguage(string? language) => TemplateLibrary.ChooseLanguage(language, "en");
}
