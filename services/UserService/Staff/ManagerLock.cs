using Dapper;
using Npgsql;

namespace Ecommerce.UserService.Staff;

internal static class ManagerLock
{
    /// <summary>
    /// Who may change accounts at this moment, held until the transaction ends: of two who take each other's role away at once the second finds
    /// that it has none any more.
    /// </summary>
    public static async Task<List<Guid>> HoldManagersAsync(this NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var managers = await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition("""
            SELECT id FROM users WHERE roles && @ManagingRoles AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE
            """, new { StaffRules.ManagingRoles }, transaction, cancellationToken: cancellationToken));
        return managers.AsList();
    }
}
