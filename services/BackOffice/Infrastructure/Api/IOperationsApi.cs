using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of all services: what went wrong and waits for a person. Records are public because components are.

internal interface IOperationsApi
{
    [Get("/{service}/dead-letters")]
    Task<Page<DeadLetter>> ListDeadLettersAsync(string service, string? after, int limit, CancellationToken cancellationToken);

    [Post("/{service}/dead-letters/{id}/replay")]
    Task ReplayAsync(string service, Guid id, CancellationToken cancellationToken);

    [Delete("/{service}/dead-letters/{id}")]
    Task DiscardAsync(string service, Guid id, CancellationToken cancellationToken);

    [Get("/notifications/failed")]
    Task<Page<FailedMessage>> ListFailedMessagesAsync(string? after, int limit, CancellationToken cancellationToken);

    [Post("/notifications/{id}/resend")]
    Task ResendAsync(Guid id, CancellationToken cancellationToken);

    [Get("/payments")]
    Task<Page<Payment>> ListPaymentsAsync(
        string status, DateTimeOffset from, string? after, int limit, CancellationToken cancellationToken);

    [Get("/payments/reconciliation")]
    Task<Reconciliation> ReconciliationAsync(bool? resolved, string? after, int limit, CancellationToken cancellationToken);

    [Post("/payments/reconciliation")]
    Task ReconcileAsync(CancellationToken cancellationToken);
}

/// <param name="EventId">Null for one that could not even be read.</param>
public sealed record DeadLetter(
    Guid Id, string Consumer, string Topic, int Partition, long Offset, Guid? EventId, string? Type, string Reason, string Exception,
    DateTimeOffset FailedAt);

/// <param name="Status">Failed was certainly not sent, Unknown may have arrived.</param>
public sealed record FailedMessage(
    Guid Id, string Kind, string Channel, Guid UserId, Guid? OrderId, string Status, string? Reason, int Attempts,
    DateTimeOffset CreatedAt);

public sealed record Payment(Guid OrderId, string Status, Money Amount, string? FailureReason, DateTimeOffset CreatedAt);

/// <param name="LastRun">Null where there was none yet.</param>
public sealed record Reconciliation(ReconciliationRun? LastRun, IReadOnlyList<PaymentDifference> Items, string? Next);

public sealed record ReconciliationRun(DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, int Checked, int Settled, string? Failure);

/// <param name="Ours">What our ledger says.</param>
public sealed record PaymentDifference(
    Guid Id, Guid OrderId, string Kind, string Ours, string Theirs, DateTimeOffset FoundAt, DateTimeOffset SeenAt,
    DateTimeOffset? ResolvedAt);
