using System.Security.Claims;
using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Ecommerce.PaymentService.Payments;

internal static class PaymentEndpoints
{
    private const string Attempts = """
        select kind, outcome, started_at, finished_at
        from payment_attempts where order_id = @orderId order by started_at, id
        """;

    public static RouteGroupBuilder MapPayments(this RouteGroupBuilder payments)
    {
        payments.MapGet("orders/{orderId:guid}", FindAsync).WithName("GetPayment").ProducesProblem(StatusCodes.Status404NotFound);
        return payments;
    }

    private static async Task<Results<Ok<PaymentResponse>, ProblemHttpResult>> FindAsync(
        Guid orderId, ClaimsPrincipal user, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        Guid? owner = user.HasPermission(Permissions.OrdersRead) ? null : user.UserId();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await PaymentRow.ReadAsync(
            connection, null, "where order_id = @orderId and (@owner::uuid is null or user_id = @owner)", new { orderId, owner }, cancellationToken) is not { } payment)
            return Problems.NotFound("payment");
        var attempts = await connection.QueryAsync<AttemptColumns>(new CommandDefinition(Attempts, new { orderId }, cancellationToken: cancellationToken));
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
