using Dapper;
using Ecommerce.NotificationService.Infrastructure.Secrets;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>The webhooks of shop owners.</summary>
internal sealed class WebhookSubscriptionStore(NpgsqlDataSource database, SecretCipher cipher, TimeProvider timeProvider)
{
    public const int MaxSubscriptions = 50;
    private static readonly TimeSpan PreviousSecretLifetime = TimeSpan.FromDays(1);

    private const string Insert = $"""
        INSERT INTO webhook_endpoints (id, url, description, events, secret, created_by, created_at)
        SELECT @id, @Url, @Description, @events, @secret, @user, @now WHERE (SELECT count(*) FROM webhook_endpoints) < @MaxSubscriptions
        RETURNING {WebhookSubscription.Columns}
        """;

    private const string Update = $"""
        UPDATE webhook_endpoints SET url = @Url, description = @Description, events = @events WHERE id = @id
        RETURNING {WebhookSubscription.Columns}
        """;

    private const string Rotate = $"""
        UPDATE webhook_endpoints SET secret = @secret, previous_secret = secret, previous_until = @until WHERE id = @id
        RETURNING {WebhookSubscription.Columns}
        """;

    // Enabling closes the circuit: the endpoint is expected to work again.
    private const string SetEnabled = $"""
        UPDATE webhook_endpoints SET disabled_at = CASE WHEN @enabled THEN NULL ELSE coalesce(disabled_at, @now) END,
            disabled_reason = CASE WHEN @enabled THEN NULL ELSE coalesce(disabled_reason, 'by-hand') END,
            failures = CASE WHEN @enabled THEN 0 ELSE failures END, failing_since = CASE WHEN @enabled THEN NULL ELSE failing_since END,
            open_until = CASE WHEN @enabled THEN NULL ELSE open_until END
        WHERE id = @id RETURNING {WebhookSubscription.Columns}
        """;

    public async Task<(WebhookSubscription? Subscription, string Secret)> AddAsync(
        WebhookSubscriptionContent content, Guid user, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var secret = SecretCipher.NewSecret();
        var parameters = new
        {
            id = Guid.CreateVersion7(now), content.Url, content.Description, events = content.Events.Distinct().ToArray(),
            secret = cipher.Encrypt(secret), user, now, MaxSubscriptions,
        };
        return (await QueryAsync(Insert, parameters, cancellationToken), secret);
    }

    public Task<WebhookSubscription?> UpdateAsync(Guid id, WebhookSubscriptionContent content, CancellationToken cancellationToken)
        => QueryAsync(
            Update, new { id, content.Url, content.Description, events = content.Events.Distinct().ToArray() }, cancellationToken);

    public async Task<(WebhookSubscription? Subscription, string Secret)> RotateSecretAsync(Guid id, CancellationToken cancellationToken)
    {
        var secret = SecretCipher.NewSecret();
        var parameters = new { id, secret = cipher.Encrypt(secret), until = timeProvider.GetUtcNow() + PreviousSecretLifetime };
        return (await QueryAsync(Rotate, parameters, cancellationToken), secret);
    }

    public Task<WebhookSubscription?> SetEnabledAsync(Guid id, bool enabled, CancellationToken cancellationToken)
        => QueryAsync(SetEnabled, new { id, enabled, now = timeProvider.GetUtcNow() }, cancellationToken);

    public Task<WebhookSubscription?> FindAsync(Guid id, CancellationToken cancellationToken)
        => QueryAsync($"SELECT {WebhookSubscription.Columns} FROM webhook_endpoints WHERE id = @id", new { id }, cancellationToken);

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition("DELETE FROM webhook_endpoints WHERE id = @id", new { id }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task<List<WebhookSubscription>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<WebhookSubscription>(new CommandDefinition(
            $"SELECT {WebhookSubscription.Columns} FROM webhook_endpoints WHERE id < @Before ORDER BY id DESC LIMIT @Fetched",
            new { page.Before, page.Fetched }, cancellationToken: cancellationToken))).AsList();
    }

    private async Task<WebhookSubscription?> QueryAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<WebhookSubscription>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}

internal sealed record WebhookSubscriptionContent(string Url, string Description, IReadOnlyList<string> Events);
