using Dapper;
using Ecommerce.Background;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Messaging;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Workers;

/// <summary>
/// Deletes messages, deliveries and alerts after their retention, and the secrets of links as soon as these have expired.
/// </summary>
internal sealed class MessagePruningWorker(
    NpgsqlDataSource database, IOptions<MessageOptions> messages, IOptions<WebhookOptions> webhooks, TimeProvider timeProvider,
    ILogger<MessagePruningWorker> logger)
    : RecurringWorker(TimeSpan.FromHours(1), timeProvider, logger)
{
    private const string Prune = """
        DELETE FROM messages WHERE settled_at < @messagesBefore;
        DELETE FROM webhook_deliveries WHERE settled_at < @deliveriesBefore;
        DELETE FROM stock_alerts WHERE fired_at < @messagesBefore;
        UPDATE messages SET data = NULL WHERE kind = ANY(@secrets) AND settled_at IS NOT NULL AND not_after < @now AND data IS NOT NULL;
        """;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var now = TimeProvider.GetUtcNow();
        var parameters = new
        {
            messagesBefore = now - messages.Value.Retention,
            deliveriesBefore = now - webhooks.Value.Retention,
            secrets = MessageKinds.SecurityNames,
            now,
        };
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await connection.ExecuteAsync(new CommandDefinition(Prune, parameters, cancellationToken: stoppingToken));
    }
}
