using Ecommerce.NotificationService.Messages;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Templates;

internal sealed record TemplateList(IReadOnlyList<TemplateSummary> Items);

/// <param name="Formats">What it can be looked at as.</param>
internal sealed record TemplateSummary(string Name, Purpose Purpose, IReadOnlyList<string> Languages, IReadOnlyList<string> Formats);

/// <summary>Lets the back office look at every message without sending one.</summary>
internal static class TemplateEndpoints
{
    public static RouteGroupBuilder MapTemplates(this RouteGroupBuilder notifications)
    {
        var templates = notifications.MapGroup("templates").RequirePermission(Permissions.OrdersRead);
        templates.MapGet("", List).WithName("ListTemplates");
        templates.MapGet("{name}/preview", Preview).WithName("PreviewTemplate")
            .Produces<string>(contentType: "text/html").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return notifications;
    }

    private static Ok<TemplateList> List()
        => TypedResults.Ok(new TemplateList([.. MessageKinds.All.Select(
            kind => new TemplateSummary(kind.Name, kind.Purpose, TemplateLibrary.Languages, FormatsOf(kind)))]));

    private static Results<ContentHttpResult, ProblemHttpResult> Preview(
        string name, string? language, string? format, MessageRenderer renderer, HttpResponse response, TimeProvider time)
    {
        if (MessageKinds.Find(name) is not { } kind)
            return Problems.NotFound("template");
        var (chosen, formats) = (language ?? "en", FormatsOf(kind));
        var wanted = format ?? formats[0];
        if (new FieldErrors()
            .Check("language", TemplateLibrary.Languages.Contains(chosen), $"must be one of {string.Join(", ", TemplateLibrary.Languages)}")
            .Check("format", formats.Contains(wanted), $"must be one of {string.Join(", ", formats)}")
            .Refusal(out var invalid))
            return invalid;

        var message = renderer.Render(kind, Samples.Data(time.GetUtcNow()), Samples.User, Samples.Name, chosen);
        response.Headers.ContentSecurityPolicy = Pages.Page.Policy;
        return wanted switch
        {
            "html" => TypedResults.Content(message.Html, "text/html; charset=utf-8"),
            "text" => TypedResults.Content($"{message.Subject}\n\n{message.Text}", "text/plain; charset=utf-8"),
            _ => TypedResults.Content(message.Sms, "text/plain; charset=utf-8"),
        };
    }

    private static string[] FormatsOf(MessageKind kind)
        => [.. kind.Has(Channels.Email) ? ["html", "text"] : Array.Empty<string>(), .. kind.Has(Channels.Sms) ? ["sms"] : Array.Empty<string>()];
}
