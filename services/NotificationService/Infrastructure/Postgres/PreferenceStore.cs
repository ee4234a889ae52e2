using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>The preferences of users.</summary>
internal sealed class PreferenceStore(NpgsqlDataSource database, TimeProvider timeProvider)
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
        return (await connection.QueryAsync<Choice>(new CommandDefinition(Select, new { user }, cancellationToken: cancellationToken)))
            .AsList();
    }

    public Task SaveAsync(Guid user, IReadOnlyList<Choice> choices, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var now = timeProvider.GetUtcNow();
            foreach (var choice in choices)
            {
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    Upsert, new { user, choice.Kind, choice.Channel, choice.Enabled, now }, transaction, cancellationToken: token));
            }
        }, cancellationToken);

    public async Task<bool> IsWantedAsync(Guid user, MessageKind kind, string channel, CancellationToken cancellationToken)
        => kind.IsRequired(channel)
            || kind == MessageKinds.PhoneCode
            || PreferenceChoices.IsEnabled(await ReadAsync(user, cancellationToken), kind, channel);
}
