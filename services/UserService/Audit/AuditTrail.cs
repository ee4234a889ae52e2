using Dapper;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Paging;
using Npgsql;

namespace Ecommerce.UserService.Audit;

internal sealed class AuditTrail(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Whom something was done to that has no account; recorded all the same, so that it takes as long.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    private const string Columns = "id, subject_id, actor_id, action, detail, address, at";

    /// <summary>Stores an entry through the transaction of what it tells of.</summary>
    /// <param name="caller">Null where the service does it by itself.</param>
    public Task AddAsync(
        NpgsqlTransaction transaction, Caller? caller, string action, Guid subject, CancellationToken cancellationToken, string? detail = null)
    {
        var now = clock.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            $"INSERT INTO audit_entries ({Columns}) VALUES (@id, @subject, @actor, @action, @detail, @address, @now)",
            new
            {
                id = Guid.CreateVersion7(now), subject, actor = caller is { IsSignedIn: true } ? caller.UserId : (Guid?)null,
                action, detail, address = caller?.ShortenedAddress, now,
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
