using Dapper;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.UserService.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class ExpiredRowsTests(UserServiceFixture service)
{
    private static readonly string[] Tables = ["refresh_families", "refresh_tokens", "one_time_tokens", "attempts", "audit_entries"];

    [Fact]
    public async Task Expired_rows_are_deleted_and_others_stay()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        await using (var process = await UserServiceFixture.StartAsync(environment))
        {
            var person = await process.Client.NewPersonAsync();
            await process.Client.TryLoginAsync(person.Email, "wrong horse 99").StatusAsync();
        }

        var start = TimeProvider.System.GetUtcNow();
        var clock = new ManualClock(start);
        await using var replica = Replica.Create(environment, clock);
        var rows = replica.GetRequiredService<ExpiredRows>();

        Assert.Equal(0, await rows.DeleteAsync(CancellationToken.None));
        Assert.Equal(Tables, await FilledAsync());
        await AfterAsync(TimeSpan.FromDays(1.5), ["refresh_families", "refresh_tokens", "one_time_tokens", "audit_entries"]);
        await AfterAsync(TimeSpan.FromDays(3), ["refresh_families", "refresh_tokens", "audit_entries"]);
        await AfterAsync(TimeSpan.FromDays(31), ["audit_entries"]);
        await AfterAsync(TimeSpan.FromDays(401), []);

        async Task AfterAsync(TimeSpan time, string[] left)
        {
            clock.Now = start + time;
            await rows.DeleteAsync(CancellationToken.None);
            Assert.Equal(left, await FilledAsync());
        }

        async Task<List<string>> FilledAsync()
        {
            await using var connection = new Npgsql.NpgsqlConnection(environment["ConnectionStrings__users"]);
            var filled = new List<string>();
            foreach (var table in Tables)
            {
                if (await connection.ExecuteScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table})"))
                    filled.Add(table);
            }

            return filled;
        }
    }
}
