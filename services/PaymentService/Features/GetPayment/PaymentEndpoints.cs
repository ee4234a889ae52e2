using System.Security.Claims;
using Dapper;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Features.GetPayment;

internal static class PaymentEndpoints
{
    private const string Attempts = """
        SELECT kind, outcome, started_at, finished_at
        FROM payment_attempts WHERE order_id = @orderId ORDER BY started_at, id
        """;

    public static RouteGroupBuilder MapPayments(this RouteGroupBuilder payments)
    {
        payments.MapGet("orders/{orderId:guid}", FindAsync).WithName("GetPayment").WithSummary("The payment of an order with its attempts")
            .ProducesProblem(StatusCodes.Status404NotFound);
        return payments;
    }

    private static async Task<Results<Ok<PaymentResponse>, ProblemHttpResult>> FindAsync(
        Guid orderId, ClaimsPrincipal user, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        Guid? owner = user.HasPermission(Permissions.OrdersRead) ? null : user.UserId();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var payment = await PaymentRow.ReadAsync(
            connection, null, "WHERE order_id = @orderId AND (@owner::uuid IS NULL OR user_id = @owner)", new { orderId, owner },
            cancellationToken);
        if (payment is null)
            return Problems.NotFound("payment");
        var attempts = await connection.QueryAsync<AttemptColumns>(
            new CommandDefinition(Attempts, new { orderId }, cancellationToken: cancellationToken));
        return TypedResults.Ok(PaymentResponse.From(payment, [.. attempts.Select(attempt => attempt.ToResponse())]));
    }

    private sealed class AttemptColumns
    {
        public string Kind { get; init; } = "";
        public string? Outcome { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? FinishedAt { get; init; }

        public AttemptResponse ToResponse() => new(Kind, Outcome, StartedAt, FinishedAt);
    }
}
