using Dapper;
using Ecommerce.NotificationService.Webhooks;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Messages;

/// <summary>Deletes what was settled long ago, and links' secrets as soon as they are worth nothing.</summary>
internal sealed partial class MessagePruning(
    NpgsqlDataSource database, IOptions<MessageOptions> options, IOptions<WebhookOptions> webhooks, TimeProvider time,
    ILogger<MessagePruning> logger) : BackgroundService
{
    private const string Prune = """
        DELETE FROM messages WHERE settled_at < @messagesBefore;
        DELETE FROM webhook_deliveries WHERE settled_at < @deliveriesBefore;
        DELETE FROM stock_alerts WHERE fired_at < @messagesBefore;
        UPDATE messages SET data = NULL WHERE kind = ANY(@secrets) AND settled_at IS NOT NULL AND not_after < @now AND data IS NOT NULL;
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly string[] Secrets = [.. MessageKinds.All.Where(kind => kind.Purpose is Purpose.Security).Select(kind => kind.Name)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await connection.ExecuteAsync(new CommandDefinition(
                    Prune,
                    new
                    {
                        messagesBefore = now - options.Value.Retention, deliveriesBefore = now - webhooks.Value.Retention, secrets = Secrets, now,
                    },
                    cancellationToken: stoppingToken));
            }
            catch (NpgsqlException away)
            {
                LogAway(logger, away.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Old messages could not be deleted; it is tried again in an hour: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
