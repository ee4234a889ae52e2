using System.Text.Json;
using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Twilio;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>Adds messages to the queue, in the transaction of their cause.</summary>
internal sealed class MessageWriter(IOptions<SmsOptions> sms, TimeProvider timeProvider)
{
    // Erased users receive nothing, and SMS are sent only to verified numbers and only where that was chosen.
    private const string Insert = """
        INSERT INTO messages (id, cause, kind, channel, user_id, order_id, data, status, due_at, not_after, created_at)
        SELECT @id, @Cause, @kind, @channel, @UserId, @OrderId, @data::jsonb, 'Pending', @DueAt, @NotAfter, @now
        WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @UserId)
            AND (@channel = 'email' OR @anyNumber OR EXISTS (
                SELECT FROM phones p JOIN preferences c ON c.user_id = p.user_id AND c.kind = @kind AND c.channel = 'sms' AND c.enabled
                WHERE p.user_id = @UserId AND p.number IS NOT NULL))
        ON CONFLICT (cause, kind, channel) DO NOTHING
        """;

    public async Task AddAsync(NpgsqlTransaction transaction, NewMessage message, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var channels = Channels.All.Where(channel => message.Kind.Has(channel) && (channel != Channels.Sms || sms.Value.IsEnabled));
        foreach (var channel in channels)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Insert,
                new
                {
                    id = Guid.CreateVersion7(now), message.Cause, kind = message.Kind.Name, channel, message.UserId, message.Data.OrderId,
                    data = JsonSerializer.Serialize(message.Data, MessageJson.Default.MessageData), message.DueAt, message.NotAfter, now,
                    // A number that is being verified comes with the message.
                    anyNumber = message.Data.Phone is not null,
                },
                transaction, cancellationToken: cancellationToken));
        }
    }
}
