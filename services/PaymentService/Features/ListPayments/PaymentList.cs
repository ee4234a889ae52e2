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

    // What was given back whole counts as Refunded; the payment itself stays Captured.
    private const string Columns = """
        SELECT p.id, p.order_id, p.user_id, p.provider, p.amount, p.currency, p.failure_reason, p.created_at, p.captured_at,
            coalesce(completed.sum, 0) AS refunded,
            CASE WHEN p.status = 'Captured' AND completed.sum >= p.amount THEN 'Refunded' ELSE p.status END AS status
        FROM payments p LEFT JOIN LATERAL (
            SELECT sum(amount) AS sum FROM refunds r WHERE r.order_id = p.order_id AND r.completed_at IS NOT NULL) completed ON TRUE
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
        var rows = (await connection.QueryAsync<Row>(
            new CommandDefinition(PageSql(filter), parameters, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count == limit ? rows[^1].Id : (Guid?)null;
        return TypedResults.Ok(new PaymentPage([.. rows.Select(row => row.ToSummary())], next));
    }

    /// <summary>
    /// With the conditions that are asked for and no others: a statement that tests parameters for null gets one plan for all filters,
    /// which reads the whole table.
    /// </summary>
    private static string PageSql(PaymentFilter filter)
    {
        (bool Applies, string Sql)[] conditions =
        [
            (filter.UserId is not null, "p.user_id = @userId"),
            (filter.From is not null, "p.created_at >= @from"),
            (filter.To is not null, "p.created_at < @to"),
            (filter.After is not null, "p.id < @after"),
            (filter.Status is "Requested" or "Failed", "p.status = @status"),
            (filter.Status is "Captured", "p.status = 'Captured' AND (completed.sum IS NULL OR completed.sum < p.amount)"),
            (filter.Status is "Refunded", """
                p.order_id IN (SELECT order_id FROM refunds WHERE completed_at IS NOT NULL) AND completed.sum >= p.amount
                """),
        ];
        var applying = conditions.Where(condition => condition.Applies).Select(condition => condition.Sql).Prepend("true");
        return $"{Columns} WHERE {string.Join(" AND ", applying)} ORDER BY p.id DESC LIMIT @limit";
    }

    private sealed class Row
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
