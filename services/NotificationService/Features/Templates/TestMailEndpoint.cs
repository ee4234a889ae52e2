using System.Security.Claims;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Clients;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.Templates;

internal sealed record TestMailRequest(string Language);

/// <summary>What sends a test mail.</summary>
internal sealed record TestMailTools(
    ContactClient Contacts, TestMailLimit Limit, MessageRenderer Renderer, IMailTransport Mail, TimeProvider TimeProvider);

/// <summary>A message with sample content, to the caller alone: nobody else gets mail that says what has not happened.</summary>
internal static class TestMailEndpoint
{
    private const string RetryAfterSeconds = "3600";

    public static void MapTestMail(this RouteGroupBuilder templates)
        => templates.MapPost("{name}/test", SendAsync).WithName("SendTestMail")
            .WithSummary("Mails a message with sample content to the caller").RequirePermission(Permissions.OrdersWrite)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<NoContent, ProblemHttpResult>> SendAsync(
        string name, TestMailRequest request, ClaimsPrincipal caller, HttpResponse response, [AsParameters] TestMailTools tools,
        CancellationToken cancellationToken)
    {
        if (MessageKinds.Find(name) is not { } kind)
            return Problems.NotFound("template");
        if (new FieldErrors().CheckLanguage(request.Language).TryGetProblem(out var problem))
            return problem;
        if (!kind.Has(Channels.Email))
            return Problems.Problem(StatusCodes.Status409Conflict, "no-mail", "This message is not sent by mail.");
        if (await tools.Contacts.FindAsync(caller.UserId(), cancellationToken) is not { EmailVerified: true } contact)
            return Problems.Problem(
                StatusCodes.Status409Conflict, RecipientRules.NotVerified, "Only a verified address gets test mails.");
        if (await tools.Limit.TryCountAsync(caller.UserId(), cancellationToken))
            return await MailAsync(kind, request.Language, contact, tools, cancellationToken);
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests, "too-many-test-mails", "There were too many test mails in this hour.",
            $"There are at most {TestMailLimit.MaxPerHour}.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MailAsync(
        MessageKind kind, string language, Contact contact, TestMailTools tools, CancellationToken cancellationToken)
    {
        var now = tools.TimeProvider.GetUtcNow();
        var sample = tools.Renderer.Render(kind, SampleMessage.Data(now), SampleMessage.User, SampleMessage.Name, language);
        var mail = new MailMessage(Guid.CreateVersion7(now), contact.Email, sample with { Subject = $"[Test] {sample.Subject}" });
        var outcome = await tools.Mail.SendAsync(mail, _ => Task.FromResult(true), cancellationToken);
        return outcome.Kind is OutcomeKind.Sent
            ? TypedResults.NoContent()
            : Problems.Problem(StatusCodes.Status503ServiceUnavailable, "mail-not-sent", "The mail was not sent.", outcome.Reason);
    }
}
