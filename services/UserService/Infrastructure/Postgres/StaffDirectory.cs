using Dapper;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Who works for the shop.</summary>
internal sealed class StaffDirectory(NpgsqlDataSource database)
{
    /// <summary>Newest accounts first.</summary>
    public async Task<List<StaffMember>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var staff = await connection.QueryAsync<StaffMember>(new CommandDefinition($"""
            SELECT id, name, email, roles, {TwoFactorStore.IsOn} AS two_factor, disabled_at,
                (SELECT max(at) FROM audit_entries WHERE subject_id = users.id AND action = '{AuditAction.SignedIn}') AS last_sign_in_at
            FROM users
            WHERE roles && @StaffRoles AND id < @Before AND email IS NOT NULL
            ORDER BY id DESC
            LIMIT @Fetched
            """, new { StaffRules.StaffRoles, page.Before, page.Fetched }, cancellationToken: cancellationToken));
        return staff.AsList();
    }
}
