using Dapper;
using Ecommerce.NotificationService.Messages;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.Preferences;

/// <summary>One choice: whether messages of a kind come by a channel.</summary>
internal readonly record struct Choice(string Kind, string Channel, bool Enabled);

/// <summary>What people chose to get.</summary>
internal sealed class PreferenceStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Select = "SELECT kind, channel, enabled FROM preferences WHERE user_id = @user";

    private const string Upsert = """
        INSERT INTO preferences (user_id, kind, channel, enabled, changed_at)
        SELECT @user, @Kind, @Channel, @Enabled, @now WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @user)
        ON CONFLICT (user_id, kind, channel) DO UPDATE SET enabled = excluded.enabled, changed_at = excluded.changed_at
        """;

    public async Task<IReadOnlyList<Choice>> ReadAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Choice>(new CommandDefinition(Select, new { user }, cancellationToken: cancellationToken))).AsList();
    }

    public Task SaveAsync(Guid user, IReadOnlyList<Choice> choices, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var now = time.GetUtcNow();
            foreach (var choice in choices)
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    Upsert, new { user, choice.Kind, choice.Channel, choice.Enabled, now }, transaction, cancellationToken: token));
        }, cancellationToken);

    public async Task<bool> WantsAsync(Guid user, MessageKind kind, string channel, CancellationToken cancellationToken)
        => kind.IsRequired(channel) || kind == MessageKinds.PhoneCode || PreferenceRules.IsOn(await ReadAsync(user, cancellationToken), kind, channel);
}
