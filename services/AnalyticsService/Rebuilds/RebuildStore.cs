using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.AnalyticsService.Rebuilds;

/// <summary>Which rebuilds there were, and which generation of facts is live.</summary>
internal sealed class RebuildStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = "id, generation, state, started_at, finished_at, orders, payments, reviews, failure";

    private const string Begin = """
        with building as (insert into generations (state, created_at) values ('building', @now) returning id)
        insert into rebuilds (id, generation, state, started_at) select @id, id, 'Running', @now from building on conflict do nothing
        """;

    // Whatever was counted before it died is counted again: what is written twice is there once.
    private const string Count = "update rebuilds set orders = @orders, payments = @payments, reviews = @reviews where id = @Id";

    // An export has no deleted reviews; what is known of them keeps a late event from bringing one back.
    private const string Swap = """
        insert into review_facts (generation, review_id, product_id, stars, published, version, written_at)
        select @Generation, review_id, product_id, stars, false, version, written_at from review_facts
        where generation = (select id from generations where state = 'live')
        on conflict do nothing;
        update generations set state = 'retired' where state = 'live';
        update generations set state = 'live' where id = @Generation;
        update rebuilds set state = 'Done', finished_at = @now where id = @Id
        """;

    private const string Give = """
        update generations set state = 'retired' where id = @Generation;
        update rebuilds set state = 'Failed', finished_at = @now, failure = @failure where id = @Id
        """;

    private const string Sweep = """
        delete from order_facts where generation not in (select id from generations where state <> 'retired');
        delete from line_facts where generation not in (select id from generations where state <> 'retired');
        delete from capture_facts where generation not in (select id from generations where state <> 'retired');
        delete from refund_facts where generation not in (select id from generations where state <> 'retired');
        delete from payment_failure_facts where generation not in (select id from generations where state <> 'retired');
        delete from review_facts where generation not in (select id from generations where state <> 'retired');
        delete from generations where state = 'retired'
        """;

    /// <summary>Null: one is running.</summary>
    public async Task<Guid?> BeginAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var begun = await connection.ExecuteAsync(new CommandDefinition(Begin, new { id, now }, transaction, cancellationToken: cancellationToken));
        if (begun == 0)
            return null;
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    public Task<Rebuild?> RunningAsync(CancellationToken cancellationToken) => FindAsync("where state = 'Running'", cancellationToken);

    public Task<Rebuild?> LastAsync(CancellationToken cancellationToken) => FindAsync("order by id desc limit 1", cancellationToken);

    public Task CountAsync(Rebuild rebuild, long orders, long payments, long reviews, CancellationToken cancellationToken)
        => ExecuteAsync(Count, new { rebuild.Id, orders, payments, reviews }, cancellationToken);

    /// <summary>From the next query on, readers see what was built.</summary>
    public Task SwapAsync(Rebuild rebuild, CancellationToken cancellationToken)
        => ExecuteAsync(Swap, new { rebuild.Id, rebuild.Generation, now = time.GetUtcNow() }, cancellationToken);

    public Task FailAsync(Rebuild rebuild, string failure, CancellationToken cancellationToken)
        => ExecuteAsync(Give, new { rebuild.Id, rebuild.Generation, failure, now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Deletes the facts of generations that nobody reads any more.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => ExecuteAsync(Sweep, new { }, cancellationToken);

    private async Task<Rebuild?> FindAsync(string condition, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Rebuild>(
            new CommandDefinition($"select {Columns} from rebuilds {condition}", cancellationToken: cancellationToken));
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) => database.InTransactionAsync(
        (transaction, cancelled) => transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, parameters, transaction, commandTimeout: 0, cancellationToken: cancelled)),
        cancellationToken);
}
