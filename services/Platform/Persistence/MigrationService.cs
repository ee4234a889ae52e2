using System.Net.Sockets;
using Ecommerce.Background;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Applies a service's migration scripts to its PostgreSQL database before anything else of the service starts.</summary>
internal sealed class MigrationService(
    NpgsqlDataSource dataSource, MigrationScripts scripts, TimeProvider timeProvider, ILogger<MigrationService> logger)
    : DatabaseStart(scripts.Database, timeProvider, logger)
{
    protected override async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> applied;
        await using (var connection = await dataSource.OpenConnectionAsync(cancellationToken))
            applied = await Migrator.ApplyAsync(connection, scripts.Scripts, TimeProvider, cancellationToken);

        // What a script leaves in its session, a temporary function for example, ends with it.
        dataSource.Clear();
        return applied;
    }

    protected override bool IsOutage(Exception failure)
        => failure is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.LockNotAvailable }
            or NpgsqlException { IsTransient: true }
            or NpgsqlException { InnerException: SocketException };
}
