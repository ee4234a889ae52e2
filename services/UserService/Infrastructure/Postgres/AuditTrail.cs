using Dapper;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class AuditTrail(NpgsqlDataSource database, TimeProvider timeProvider)
{
    /// <summary>The subject where there is no account. It is recorded too, so that the time of the answer does not tell.</summary>
    public static readonly Guid NoAccount = Guid.Empty;

    private const string Columns = "id, subject_id, actor_id, action, detail, address, at";

    /// <summary>Stores an entry in the transaction of the change.</summary>
    /// <param name="caller">Null for changes by the service itself.</param>
    public Task AddAsync(
        NpgsqlTransaction transaction, Caller? caller, string action, Guid subject, CancellationToken cancellationToken,
        string? detail = null)
    {
        var now = timeProvider.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"INSERT INTO audit_entries ({Columns}) VALUES (@id, @subject, @actor, @action, @detail, @address, @now)",
            new
            {
                id = Guid.CreateVersion7(now), subject, actor = caller is { IsSignedIn: true } ? caller.UserId : (Guid?)null,
                action, detail, address = caller?.AnonymizedAddress, now,
            },
            transaction, cancellationToken: cancellationToken));
    }

    /// <summary>What was done to an account, newest first.</summary>
    public async Task<List<AuditEntry>> ListAsync(Guid subject, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var entries = await connection.QueryAsync<AuditEntry>(new CommandDefinition(
            $"SELECT {Columns} FROM audit_entries WHERE subject_id = @subject AND id < @Before ORDER BY id DESC LIMIT @Fetched",
            new { subject, page.Before, page.Fetched }, cancellationToken: cancellationToken));
        return entries.AsList();
    }
}
