using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>How many rows a batch claimed, how many of them the broker has acknowledged, and whether others wait.</summary>
internal readonly record struct BatchOutcome(int Claimed, int Published, bool OthersWait)
{
    public bool MadeProgress => Published > 0;
    public bool IsLast => Claimed == 0 || (MadeProgress && !OthersWait);
}

/// <summary>Publishes one batch: claims rows, waits for the broker's acknowledgement of each, marks those that have it.</summary>
internal sealed class OutboxPublisher(
    NpgsqlDataSource dataSource, EventPublisher publisher, TimeProvider timeProvider, MessagingOptions options)
{
    /// <summary>Runs to its end once rows are claimed: a batch in flight is finished, not abandoned.</summary>
    public async Task<BatchOutcome> PublishNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var rows = await OutboxBatch.ClaimAsync(transaction, options.OutboxWindow, cancellationToken);
        if (rows.Count == 0) return default;

        var acknowledged = await Task.WhenAll(rows.Select(publisher.TryPublishAsync));
        var published = rows.Where((_, index) => acknowledged[index]).ToArray();
        var othersWait = false;
        if (published.Length > 0)
        {
            othersWait = await OutboxBatch.MarkAsync(
                transaction, [.. published.Select(row => row.Position)], timeProvider.GetUtcNow(), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return new BatchOutcome(rows.Count, published.Length, othersWait);
    }
}
