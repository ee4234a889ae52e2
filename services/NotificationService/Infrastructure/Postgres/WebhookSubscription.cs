namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>A webhook of a shop owner, without its secret.</summary>
internal sealed class WebhookSubscription
{
    public const string Columns =
        "id, url, description, events, created_at, failures, failing_since, open_until, disabled_at, disabled_reason";

    public Guid Id { get; init; }
    public string Url { get; init; } = "";
    public string Description { get; init; } = "";
    public string[] Events { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset? OpenUntil { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public string? DisabledReason { get; init; }
}
