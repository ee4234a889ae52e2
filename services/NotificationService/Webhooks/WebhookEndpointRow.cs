namespace Ecommerce.NotificationService.Webhooks;

internal sealed class WebhookEndpointRow
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

    public EndpointResponse ToResponse(DateTimeOffset now, string? secret = null) => new(
        Id, Url, Description, Events, DisabledAt is null, new CircuitBreaker(Failures, FailingSince, OpenUntil).State(now), Failures, FailingSince,
        OpenUntil, DisabledAt, DisabledReason, CreatedAt, secret);
}

/// <param name="Secret">Told once, when it is made.</param>
internal sealed record EndpointResponse(
    Guid Id, string Url, string Description, IReadOnlyList<string> Events, bool Enabled, CircuitState Circuit, int Failures, DateTimeOffset? FailingSince,
    DateTimeOffset? OpenUntil, DateTimeOffset? DisabledAt, string? DisabledReason, DateTimeOffset CreatedAt, string? Secret);

internal sealed record EndpointPage(IReadOnlyList<EndpointResponse> Items, Guid? Next);
