using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of notification-service: what customers are sent. Records are public because components are.

internal interface IMessagesApi
{
    [Get("/notifications/orders/{orderId}")]
    Task<Page<OrderMessage>> ListOfOrderAsync(Guid orderId, string? after, int limit, CancellationToken cancellationToken);

    [Post("/notifications/{id}/resend")]
    Task ResendAsync(Guid id, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Get("/notifications/templates")]
    Task<MessageTemplateList> ListTemplatesAsync(CancellationToken cancellationToken);

    [Get("/notifications/templates/{name}/preview")]
    Task<string> PreviewAsync(string name, string language, string format, CancellationToken cancellationToken);

    [Post("/notifications/templates/{name}/test")]
    Task SendTestMailAsync(string name, [Body] TestMailRequest request, CancellationToken cancellationToken);
}

/// <param name="Status">Pending, Sending, Sent, Failed, Unknown (it may have arrived), Suppressed or Expired.</param>
public sealed record OrderMessage(
    Guid Id, string Kind, string Channel, string Status, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt)
{
    public DateTimeOffset At => SettledAt ?? CreatedAt;

    public bool CanBeSentAgain => Status is "Sent" or "Failed" or "Unknown";
}

public sealed record MessageTemplateList(IReadOnlyList<MessageTemplate> Items);

/// <param name="Purpose">Security, Contract, Service or Marketing.</param>
/// <param name="Formats">html and text of a mail, sms.</param>
public sealed record MessageTemplate(string Name, string Purpose, IReadOnlyList<string> Languages, IReadOnlyList<string> Formats)
{
    public bool IsMail => Formats.Contains("html");
}

public sealed record TestMailRequest(string Language);
