using Dapper;
using Ecommerce.NotificationService.Paging;
using Npgsql;

namespace Ecommerce.NotificationService.Webhooks;

internal sealed class EndpointStore(NpgsqlDataSource database, SecretBox box, TimeProvider time)
{
    public const int MostEndpoints = 50;
    private static readonly TimeSpan OldSecretLifetime = TimeSpan.FromDays(1);

    private const string Insert = $"""
        INSERT INTO webhook_endpoints (id, url, description, events, secret, created_by, created_at)
        SELECT @id, @Url, @description, @events, @secret, @user, @now WHERE (SELECT count(*) FROM webhook_endpoints) < @MostEndpoints
        RETURNING {WebhookEndpointRow.Columns}
        """;

    private const string Update = $"""
        UPDATE webhook_endpoints SET url = @Url, description = @description, events = @events WHERE id = @id RETURNING {WebhookEndpointRow.Columns}
        """;

    private const string Rotate = $"""
        UPDATE webhook_endpoints SET secret = @secret, previous_secret = secret, previous_until = @until WHERE id = @id
        RETURNING {WebhookEndpointRow.Columns}
        """;

    // With a whole circuit: whoever switches it on has repaired it.
    private const string Switch = $"""
        UPDATE webhook_endpoints SET disabled_at = CASE WHEN @on THEN NULL ELSE coalesce(disabled_at, @now) END,
            disabled_reason = CASE WHEN @on THEN NULL ELSE coalesce(disabled_reason, 'by-hand') END,
            failures = CASE WHEN @on THEN 0 ELSE failures END, failing_since = CASE WHEN @on THEN NULL ELSE failing_since END,
            open_until = CASE WHEN @on THEN NULL ELSE open_until END
        WHERE id = @id RETURNING {WebhookEndpointRow.Columns}
        """;

    public async Task<(WebhookEndpointRow? Row, string Secret)> AddAsync(EndpointRequest request, Guid user, CancellationToken cancellationToken)
    {
        var (now, secret) = (time.GetUtcNow(), SecretBox.NewSecret());
        var row = await QueryAsync(Insert, new
        {
            id = Guid.CreateVersion7(now), request.Url, description = request.Description ?? "", events = request.Events.Distinct().ToArray(),
            secret = box.Close(secret), user, now, MostEndpoints,
        }, cancellationToken);
        return (row, secret);
    }

    public Task<WebhookEndpointRow?> UpdateAsync(Guid id, EndpointRequest request, CancellationToken cancellationToken)
        => QueryAsync(Update, new { id, request.Url, description = request.Description ?? "", events = request.Events.Distinct().ToArray() }, cancellationToken);

    public async Task<(WebhookEndpointRow? Row, string Secret)> RotateAsync(Guid id, CancellationToken cancellationToken)
    {
        var secret = SecretBox.NewSecret();
        return (await QueryAsync(Rotate, new { id, secret = box.Close(secret), until = time.GetUtcNow() + OldSecretLifetime }, cancellationToken), secret);
    }

    public Task<WebhookEndpointRow?> SwitchAsync(Guid id, bool on, CancellationToken cancellationToken)
        => QueryAsync(Switch, new { id, on, now = time.GetUtcNow() }, cancellationToken);

    public Task<WebhookEndpointRow?> FindAsync(Guid id, CancellationToken cancellationToken)
        => QueryAsync($"SELECT {WebhookEndpointRow.Columns} FROM webhook_endpoints WHERE id = @id", new { id }, cancellationToken);

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition("DELETE FROM webhook_endpoints WHERE id = @id", new { id }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task<List<WebhookEndpointRow>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<WebhookEndpointRow>(new CommandDefinition(
            $"SELECT {WebhookEndpointRow.Columns} FROM webhook_endpoints WHERE id < @Before ORDER BY id DESC LIMIT @Fetched",
            new { page.Before, page.Fetched }, cancellationToken: cancellationToken))).AsList();
    }

    private async Task<WebhookEndpointRow?> QueryAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<WebhookEndpointRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
