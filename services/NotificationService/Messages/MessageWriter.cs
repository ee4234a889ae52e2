using System.Text.Json;
using Dapper;
using Ecommerce.NotificationService.Sms;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Messages;

/// <summary>Puts messages among those to be sent, in the transaction of what they are sent for.</summary>
internal sealed class MessageWriter(IOptions<SmsOptions> sms, TimeProvider time)
{
    // An erased person is not written to, and SMS go to those alone who proved a number and asked for it.
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
        var now = time.GetUtcNow();
        foreach (var channel in Channels.All.Where(channel => message.Kind.Has(channel) && (channel != Channels.Sms || sms.Value.IsOn)))
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Insert,
                new
                {
                    id = Guid.CreateVersion7(now), message.Cause, kind = message.Kind.Name, channel, message.UserId, message.Data.OrderId,
                    data = JsonSerializer.Serialize(message.Data, MessageJson.Default.MessageData), message.DueAt, message.NotAfter, now,
                    // A number that is being proved comes with the message.
                    anyNumber = message.Data.Phone is not null,
                },
                transaction, cancellationToken: cancellationToken));
    }
}
