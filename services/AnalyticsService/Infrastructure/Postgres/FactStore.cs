using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dapper;
using Ecommerce.AnalyticsService.Domain;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Writes facts, one from an event or hundreds from an export.</summary>
/// <param name="transaction">The caller's.</param>
/// <param name="only">The generation that is being built; null for all that are in use.</param>
internal sealed class FactStore(NpgsqlTransaction transaction, int? only = null)
{
    public async Task SaveAsync(IReadOnlyList<OrderFact> facts, CancellationToken cancellationToken)
    {
        await SaveAsync(FactSql.Buyers, facts, FactsJson.Default.IReadOnlyListOrderFact, cancellationToken);
        await SaveAsync(FactSql.Orders, facts, FactsJson.Default.IReadOnlyListOrderFact, cancellationToken);
    }

    public Task SaveAsync(IReadOnlyList<LineFact> facts, CancellationToken cancellationToken)
        => SaveAsync(FactSql.Lines, facts, FactsJson.Default.IReadOnlyListLineFact, cancellationToken);

    public Task SaveAsync(IReadOnlyList<CaptureFact> facts, CancellationToken cancellationToken)
        => SaveAsync(FactSql.Captures, facts, FactsJson.Default.IReadOnlyListCaptureFact, cancellationToken);

    public Task SaveAsync(IReadOnlyList<RefundFact> facts, CancellationToken cancellationToken)
        => SaveAsync(FactSql.Refunds, facts, FactsJson.Default.IReadOnlyListRefundFact, cancellationToken);

    public Task SaveAsync(IReadOnlyList<PaymentFailureFact> facts, CancellationToken cancellationToken)
        => SaveAsync(FactSql.PaymentFailures, facts, FactsJson.Default.IReadOnlyListPaymentFailureFact, cancellationToken);

    public Task SaveAsync(IReadOnlyList<ReviewFact> facts, CancellationToken cancellationToken)
        => SaveAsync(FactSql.Reviews, facts, FactsJson.Default.IReadOnlyListReviewFact, cancellationToken);

    private async Task SaveAsync<TFact>(
        string sql, IReadOnlyList<TFact> facts, JsonTypeInfo<IReadOnlyList<TFact>> json, CancellationToken cancellationToken)
    {
        if (facts.Count > 0)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                sql, new { rows = JsonSerializer.Serialize(facts, json), only }, transaction, cancellationToken: cancellationToken));
        }
    }
}
