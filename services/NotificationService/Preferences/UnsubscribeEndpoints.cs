using Ecommerce.NotificationService.Links;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Pages;
using Ecommerce.NotificationService.Templates;

namespace Ecommerce.NotificationService.Preferences;

/// <summary>
/// What the link at the foot of a mail does, without signing in. A GET changes nothing: programs that look at mail follow links. The POST is
/// the page's button, and that of mail programs (RFC 8058).
/// </summary>
internal static class UnsubscribeEndpoints
{
    public static RouteGroupBuilder MapUnsubscribe(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("unsubscribe", Ask).WithName("AskToUnsubscribe").AllowAnonymous().Produces<string>(contentType: "text/html");
        notifications.MapPost("unsubscribe", UnsubscribeAsync).WithName("Unsubscribe").AllowAnonymous().Produces<string>(contentType: "text/html");
        return notifications;
    }

    private static IResult Ask(string? token, string? language, HttpResponse response, UnsubscribeTokens tokens, TemplateLibrary library)
    {
        var phrases = library.PhrasesOf(Choose(language));
        return Read(token, tokens) is { } link
            ? Answer(response, language, phrases, "page.ask", link.Kind, button: phrases["page.button"])
            : Unknown(response, language, phrases);
    }

    private static async Task<IResult> UnsubscribeAsync(
        string? token, string? language, HttpResponse response, UnsubscribeTokens tokens, TemplateLibrary library, PreferenceStore preferences,
        CancellationToken cancellationToken)
    {
        var phrases = library.PhrasesOf(Choose(language));
        if (Read(token, tokens) is not { } link)
            return Unknown(response, language, phrases);
        await preferences.SaveAsync(link.User, [new Choice(link.Kind.Name, Channels.Email, Enabled: false)], cancellationToken);
        return Answer(response, language, phrases, "page.done", link.Kind);
    }

    private static (Guid User, MessageKind Kind)? Read(string? token, UnsubscribeTokens tokens)
        => tokens.Read(token) is { } link && !link.Kind.IsRequired(Channels.Email) ? link : null;

    private static IResult Answer(
        HttpResponse response, string? language, Phrases phrases, string text, MessageKind kind, string? button = null)
        => Page.Of(
            response, StatusCodes.Status200OK, Choose(language), phrases["page.title"],
            phrases[text].Replace("{{kind}}", phrases[$"kind.{kind.Name}"], StringComparison.Ordinal), button);

    private static IResult Unknown(HttpResponse response, string? language, Phrases phrases)
        => Page.Of(response, StatusCodes.Status404NotFound, Choose(language), phrases["page.title"], phrases["page.unknown"]);

    private static string Choose(string? language) => TemplateLibrary.Choose(language, "en");
}
