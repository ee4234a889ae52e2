using Dapper;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

/// <summary>The payments of all orders, for the back office.</summary>
internal static class PaymentList
{
    private static readonly string[] Statuses = ["Requested", "Captured", "Failed", "Refunded"];

    private const string Page = """
        select * from (
            select p.id, p.order_id, p.user_id, p.provider, p.amount, p.currency, p.failure_reason, p.created_at, p.captured_at,
                coalesce(back.sum, 0) as refunded,
                case when p.status = 'Captured' and back.sum >= p.amount then 'Refunded' else p.status end as status
            from payments p left join lateral (
                select sum(amount) as sum from refunds r where r.order_id = p.order_id and r.completed_at is not null) back on true
            where (@userId::uuid is null or p.user_id = @userId)
                and (@from::timestamptz is null or p.created_at >= @from) and (@to::timestamptz is null or p.created_at < @to)
                and (@after::uuid is null or p.id < @after)) as listed
        where @status::text is null or status = @status
        order by id desc limit @limit
        """;

    public static RouteGroupBuilder MapPaymentList(this RouteGroupBuilder payments)
    {
        payments.MapGet("", ListAsync).WithName("ListPayments").RequirePermission(Permissions.OrdersRead)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return payments;
    }

    private static async Task<Results<Ok<PaymentPage>, ProblemHttpResult>> ListAsync(
        [AsParameters] PaymentFilter filter, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var limit = filter.Limit ?? 20;
        var wrong = new FieldErrors()
            .Check("limit", limit is >= 1 and <= 100, "must be 1 to 100")
            .Check(
                "status", filter.Status is null || Statuses.Contains(filter.Status, StringComparer.Ordinal),
                $"must be one of {string.Join(", ", Statuses)}");
        if (wrong.Refusal(out var refusal))
            return refusal;

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Columns>(new CommandDefinition(
            Page, new { filter.UserId, filter.Status, filter.From, filter.To, filter.After, limit }, cancellationToken: cancellationToken))).AsList();
        return TypedResults.Ok(new PaymentPage([.. rows.Select(row => row.ToSummary())], rows.Count == limit ? rows[^1].Id : null));
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
            Id, OrderId, UserId, Provider, Status, new Money(Amount, Currency), new Money(Refunded, Currency), FailureReason, CreatedAt, CapturedAt);
    }
}

/// <param name="From">Asked for at this time or later.</param>
/// <param name="To">Asked for before this time.</param>
internal readonly record struct PaymentFilter(Guid? UserId, string? Status, DateTimeOffset? From, DateTimeOffset? To, Guid? After, int? Limit);

/// <param name="Status">As in <see cref="PaymentResponse"/>.</param>
internal sealed record PaymentSummary(
    Guid Id, Guid OrderId, Guid UserId, string Provider, string Status, Money Amount, Money Refunded, string? FailureReason,
    DateTimeOffset CreatedAt, DateTimeOffset? CapturedAt);

internal sealed record PaymentPage(IReadOnlyList<PaymentSummary> Items, Guid? Next);
