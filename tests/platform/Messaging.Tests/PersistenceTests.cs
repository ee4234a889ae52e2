using Dapper;
using Ecommerce.Persistence;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class PersistenceTests(PostgresServer postgres)
{
    [Fact]
    public async Task Work_that_throws_is_rolled_back()
    {
        await using var service = await StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => service.Database.InTransactionAsync(
            async (transaction, _) =>
            {
                await InsertAsync(transaction, 1);
                throw new InvalidOperationException();
            },
            default));
        Assert.Equal(0, await service.ScalarAsync<long>("SELECT count(*) FROM effects"));
    }

    [Fact]
    public async Task Deadlocked_transactions_are_retried_and_both_commit_once()
    {
        await using var service = await StartAsync();
        await service.Database.InTransactionAsync(
            async (transaction, _) =>
            {
                await InsertAsync(transaction, 1);
                await InsertAsync(transaction, 2);
            },
            default);
        using var bothHoldOne = new Barrier(2);
        var runs = 0;

        await Task.WhenAll(Task.Run(() => LockBothAsync(1, 2)), Task.Run(() => LockBothAsync(2, 1)));
        Assert.Equal(3, runs); // PostgreSQL ended one of the two, which ran again
        Assert.Equal(
            2,
            await service.ScalarAsync<long>(
                "SELECT min(counter) FROM (SELECT count(*) AS counter FROM effects WHERE version > 100 GROUP BY version) c"));

        Task LockBothAsync(long first, long second) => service.Database.InTransactionAsync(
            async (transaction, cancellationToken) =>
            {
                var run = Interlocked.Increment(ref runs);
                await LockAsync(transaction, first);
                if (run <= 2) bothHoldOne.SignalAndWait(TimeSpan.FromSeconds(10), cancellationToken);
                await LockAsync(transaction, second);
                await InsertAsync(transaction, 101);
            },
            default);
    }

    [Fact]
    public async Task Timestamps_with_an_offset_are_stored_in_UTC()
    {
        await using var service = await StartAsync();
        var instant = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(5));
        await using var connection = await service.Database.OpenConnectionAsync();

        var read = await connection.QuerySingleAsync<Reading>(
            "SELECT @instant::timestamptz AS taken_at, NULL::timestamptz AS given_back_at", new { instant });
        Assert.Equal(new Reading(instant, null), read);
        Assert.Equal(TimeSpan.Zero, read.TakenAt.Offset);
    }

    [Fact]
    public async Task Infinite_timestamps_are_read_as_the_ends_of_time()
    {
        await using var service = await StartAsync();
        await using var connection = await service.Database.OpenConnectionAsync();

        var read = await connection.QuerySingleAsync<Reading>(
            "SELECT '-infinity'::timestamptz AS taken_at, 'infinity'::timestamptz AS given_back_at");

        Assert.Equal(new Reading(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), read);
    }

    private async Task<TestService> StartAsync() => await TestService.StartAsync(await postgres.CreateDatabaseAsync(), "127.0.0.1:1");

    private static Task<int> InsertAsync(NpgsqlTransaction transaction, long version) =>
        transaction.Connection!.ExecuteAsync("INSERT INTO effects VALUES (gen_random_uuid(), @version)", new { version }, transaction);

    private static Task<int> LockAsync(NpgsqlTransaction transaction, long version) =>
        transaction.Connection!.ExecuteAsync("SELECT 1 FROM effects WHERE version = @version FOR UPDATE", new { version }, transaction);

    private sealed record Reading(DateTimeOffset TakenAt, DateTimeOffset? GivenBackAt);
}
