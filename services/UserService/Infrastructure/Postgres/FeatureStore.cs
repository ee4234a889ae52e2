using Dapper;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>A flag that the owner has changed.</summary>
internal sealed class ChangedFeature
{
    public required string Name { get; init; }

    /// <summary>Null: as deployed again.</summary>
    public bool? Enabled { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
    public required Guid ChangedBy { get; init; }
}

/// <summary>Feature flags as the shop's owner has switched them.</summary>
internal sealed class FeatureStore(NpgsqlDataSource database, AuditTrail audit, TimeProvider timeProvider) : IFlagOverrideSource
{
    private const string Upsert = """
        INSERT INTO features (name, enabled, changed_at, changed_by) VALUES (@name, @enabled, @now, @UserId)
        ON CONFLICT (name) DO UPDATE SET enabled = @enabled, changed_at = @now, changed_by = @UserId
        """;

    public async Task<IReadOnlyList<ChangedFeature>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<ChangedFeature>(new CommandDefinition(
            "SELECT name, enabled, changed_at, changed_by FROM features", cancellationToken: cancellationToken))).AsList();
    }

    public async Task<IReadOnlyDictionary<string, bool>> ReadAsync(CancellationToken cancellationToken)
        => OverridesIn(await ListAsync(cancellationToken));

    /// <summary>What counts before all else: not what is as deployed again.</summary>
    public static IReadOnlyDictionary<string, bool> OverridesIn(IEnumerable<ChangedFeature> changed)
        => changed.Where(feature => feature.Enabled is not null)
            .ToDictionary(feature => feature.Name, feature => feature.Enabled!.Value, StringComparer.Ordinal);

    /// <param name="enabled">Null: as deployed again.</param>
    public Task SetAsync(Caller caller, string name, bool? enabled, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var parameters = new { name, enabled, caller.UserId, now = timeProvider.GetUtcNow() };
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Upsert, parameters, transaction, cancellationToken: token));
            var state = enabled switch { true => "on", false => "off", null => "as deployed" };
            await audit.AddAsync(transaction, caller, AuditAction.FeatureChanged, caller.UserId, token, $"{name} -> {state}");
            return true;
        }, cancellationToken);
}
