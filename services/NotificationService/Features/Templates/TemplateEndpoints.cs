using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.Templates;

internal sealed record TemplateList(IReadOnlyList<TemplateSummary> Items);

/// <param name="Formats">The formats of its preview.</param>
internal sealed record TemplateSummary(string Name, Purpose Purpose, IReadOnlyList<string> Languages, IReadOnlyList<string> Formats);

/// <summary>Previews of messages for the back office.</summary>
internal static class TemplateEndpoints
{
    public static RouteGroupBuilder MapTemplates(this RouteGroupBuilder notifications)
    {
        var templates = notifications.MapGroup("templates").RequirePermission(Permissions.OrdersRead);
        templates.MapGet("", List).WithName("ListTemplates").WithSummary("Templates of messages");
        templates.MapGet("{name}/preview", Preview).WithName("PreviewTemplate").WithSummary("A message with sample content")
            .Produces<string>(contentType: "text/html")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        templates.MapTestMail();
        return notifications;
    }

    public static FieldErrors CheckLanguage(this FieldErrors errors, string? language) => errors.Check(
        "language", TemplateLibrary.Languages.Contains(language), $"must be one of {string.Join(", ", TemplateLibrary.Languages)}");

    private static Ok<TemplateList> List()
        => TypedResults.Ok(new TemplateList([.. MessageKinds.All.Select(
            kind => new TemplateSummary(kind.Name, kind.Purpose, TemplateLibrary.Languages, FormatsOf(kind)))]));

    private static Results<ContentHttpResult, ProblemHttpResult> Preview(
        string name, string? language, string? format, MessageRenderer renderer, HttpResponse response, TimeProvider timeProvider)
    {
        if (MessageKinds.Find(name) is not { } kind)
            return Problems.NotFound("template");
        var chosenLanguage = language ?? "en";
        var formats = FormatsOf(kind);
        var chosenFormat = format ?? formats[0];
        if (new FieldErrors()
            .CheckLanguage(chosenLanguage)
            .Check("format", formats.Contains(chosenFormat), $"must be one of {string.Join(", ", formats)}")
            .TryGetProblem(out var problem))
            return problem;

        var message = renderer.Render(
            kind, SampleMessage.Data(timeProvider.GetUtcNow()), SampleMessage.User, SampleMessage.Name, chosenLanguage);
        response.Headers.ContentSecurityPolicy = HtmlPage.Policy;
        return chosenFormat switch
        {
            "html" => TypedResults.Content(message.Html, "text/html; charset=utf-8"),
            "text" => TypedResults.Content($"{message.Subject}\n\n{message.Text}", "text/plain; charset=utf-8"),
            _ => TypedResults.Content(message.Sms, "text/plain; charset=utf-8"),
        };
    }

    private static string[] FormatsOf(MessageKind kind)
    {
        List<string> formats = [];
        if (kind.Has(Channels.Email))
            formats.AddRange(["html", "text"]);
        if (kind.Has(Channels.Sms))
            formats.Add("sms");
        return [.. formats];
    }
}
