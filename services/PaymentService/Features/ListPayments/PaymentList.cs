using Dapper;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Features.ListPayments;

/// <summary>The payments of all orders, for the back office.</summary>
internal static class PaymentList
{
    private static readonly string[] Statuses = ["Requested", "Captured", "Failed", "Refunded"];

    private const string Page = """
        SELECT * FROM (
            SELECT p.id, p.order_id, p.user_id, p.provider, p.amount, p.currency, p.failure_reason, p.created_at, p.captured_at,
                coalesce(completed.sum, 0) AS refunded,
                CASE WHEN p.status = 'Captured' AND completed.sum >= p.amount THEN 'Refunded' ELSE p.status END AS status
            FROM payments p LEFT JOIN LATERAL (
                SELECT sum(amount) AS sum FROM refunds r WHERE r.order_id = p.order_id AND r.completed_at IS NOT NULL) completed ON TRUE
            WHERE (@userId::uuid IS NULL OR p.user_id = @userId)
                AND (@from::timestamptz IS NULL OR p.created_at >= @from) AND (@to::timestamptz IS NULL OR p.created_at < @to)
                AND (@after::uuid IS NULL OR p.id < @after)) AS listed
        WHERE @status::text IS NULL OR status = @status
        ORDER BY id DESC LIMIT @limit
        """;

    public static RouteGroupBuilder MapPaymentList(this RouteGroupBuilder payments)
    {
        payments.MapGet("", ListAsync).WithName("ListPayments").WithSummary("Payments of all orders, newest first")
            .RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return payments;
    }

    private static async Task<Results<Ok<PaymentPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] PaymentFilter filter, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var limit = filter.Limit ?? Paging.DefaultLimit;
        var errors = new FieldErrors()
            .CheckLimit(limit)
            .Check(
                "status", filter.Status is null || Statuses.Contains(filter.Status, StringComparer.Ordinal),
                $"must be one of {string.Join(", ", Statuses)}");
        if (errors.TryGetProblem(out var problem))
            return problem;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { filter.UserId, filter.Status, filter.From, filter.To, filter.After, limit };
        var rows = (await connection.QueryAsync<Columns>(
            new CommandDefinition(Page, parameters, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count == limit ? rows[^1].Id : (Guid?)null;
        return TypedResults.Ok(new PaymentPage([.. rows.Select(row => row.ToSummary())], next));
    }

    private sealed class Columns
    {
        public Guid Id { get; init; }
        public Guid OrderId { get; init; }
        public Guid UserId { get; init; }
        public string Provider { get; init; } = "";
        public string Status { get; init; } = "";
        public decimal Amount { get; init; }
        public decimal Refunded { get; init; }
        public string Currency { get; init; } = "";
        public string? FailureReason { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? CapturedAt { get; init; }

        public PaymentSummary ToSummary() => new(
            Id, OrderId, UserId, Provider, Status, new Money(Amount, Currency), new Money(Refunded, Currency), FailureReason, CreatedAt,
            CapturedAt);
    }
}

/// <param name="From">Requested at this time or later.</param>
/// <param name="To">Requested before this time.</param>
internal readonly record struct PaymentFilter(
    Guid? UserId, string? Status, DateTimeOffset? From, DateTimeOffset? To, Guid? After, int? Limit);

/// <param name="Status">As in <see cref="PaymentResponse"/>.</param>
internal sealed record PaymentSummary(
    Guid Id, Guid OrderId, Guid UserId, string Provider, string Status, Money Amount, Money Refunded, string? FailureReason,
    DateTimeOffset CreatedAt, DateTimeOffset? CapturedAt);

internal sealed record PaymentPage(IReadOnlyList<PaymentSummary> Items, Guid? Next);
