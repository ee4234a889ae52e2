using Dapper;
using Ecommerce.UserService.Domain.Staff;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal static class ManagerLock
{
    /// <summary>
    /// The accounts that may change accounts, locked until the transaction ends. Where two of them remove each other's role at the same
    /// time,
    /// the second no longer has the permission.
    /// </summary>
    public static async Task<List<Guid>> LockManagersAsync(this NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var managers = await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition("""
            SELECT id FROM users WHERE roles && @ManagingRoles AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE
            """, new { StaffRules.ManagingRoles }, transaction, cancellationToken: cancellationToken));
        return managers.AsList();
    }

    /// <summary>The roles of one of them.</summary>
    public static Task<string[]> RolesOfAsync(NpgsqlTransaction transaction, Guid manager, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleAsync<string[]>(new CommandDefinition(
            "SELECT roles FROM users WHERE id = @manager", new { manager }, transaction, cancellationToken: cancellationToken));
}
