using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Changes of accounts by staff.</summary>
internal sealed class StaffStore(
    NpgsqlDataSource database, SessionStore sessions, TwoFactorStore twoFactors, AuditTrail audit, TimeProvider timeProvider)
{
    public Task<(StaffVerdict Verdict, Account? Account)> SetRolesAsync(
        Caller caller, Guid subject, IReadOnlyList<string> roles, CancellationToken cancellationToken)
        => ChangeAsync(caller, subject, StaffRules.CanManage(roles), async (transaction, before, token) =>
        {
            if (before.Guest)
                return null;
            await audit.AddAsync(
                transaction, caller, AuditAction.RolesChanged, subject, token,
                $"{string.Join(' ', before.Roles)} -> {string.Join(' ', roles)}");
            return await UpdateAsync(
                transaction, "roles = @roles", new { subject, now = timeProvider.GetUtcNow(), roles = roles.ToArray() }, token);
        }, cancellationToken, roles);

    /// <summary>Prevents sign-ins, ends all sessions and cancels a pending change of address; a guest has no other.</summary>
    public Task<(StaffVerdict Verdict, Account? Account)> DisableAsync(Caller caller, Guid subject, CancellationToken cancellationToken)
        => ChangeAsync(caller, subject, staysManager: false, async (transaction, before, token) =>
        {
            if (before.DisabledAt is not null)
                return before;
            var account = await UpdateAsync(
                transaction,
                """
                disabled_at = @now, credential_version = credential_version + 1,
                pending_email = CASE WHEN email IS NULL THEN pending_email END
                """,
                new { subject, now = timeProvider.GetUtcNow() }, token);
            await sessions.EndAllAsync(transaction, subject, except: null, token);
            await audit.AddAsync(transaction, caller, AuditAction.Disabled, subject, token);
            return account;
        }, cancellationToken);

    public Task<(StaffVerdict Verdict, Account? Account)> EnableAsync(Caller caller, Guid subject, CancellationToken cancellationToken)
        => ChangeAsync(caller, subject, staysManager: true, async (transaction, before, token) =>
        {
            if (before.DisabledAt is null)
                return before;
            await audit.AddAsync(transaction, caller, AuditAction.Enabled, subject, token);
            return await UpdateAsync(transaction, "disabled_at = NULL", new { subject, now = timeProvider.GetUtcNow() }, token);
        }, cancellationToken);

    /// <summary>Its owner signs in again, everywhere.</summary>
    public async Task<StaffVerdict> EndSessionsAsync(Caller caller, Guid subject, CancellationToken cancellationToken)
    {
        var (verdict, _) = await ChangeAsync(caller, subject, staysManager: true, async (transaction, before, token) =>
        {
            await sessions.EndAllAsync(transaction, subject, except: null, token);
            await audit.AddAsync(transaction, caller, AuditAction.SessionsEnded, subject, token);
            return before;
        }, cancellationToken);
        return verdict;
    }

    /// <summary>For whoever has lost the app and the recovery codes: the password is enough from now on.</summary>
    public async Task<StaffVerdict> RemoveTwoFactorAsync(Caller caller, Guid subject, CancellationToken cancellationToken)
    {
        var (verdict, _) = await ChangeAsync(caller, subject, staysManager: true, async (transaction, before, token) =>
        {
            await twoFactors.RemoveAsync(transaction, caller, subject, AuditAction.TwoFactorRemoved, token);
            return before;
        }, cancellationToken);
        return verdict;
    }

    /// <param name="roles">That the subject is to have; null where they stay.</param>
    private Task<(StaffVerdict Verdict, Account? Account)> ChangeAsync(
        Caller caller, Guid subject, bool staysManager, Func<NpgsqlTransaction, Account, CancellationToken, Task<Account?>> change,
        CancellationToken cancellationToken, IReadOnlyList<string>? roles = null)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var verdict = StaffRules.Evaluate(await transaction.LockManagersAsync(token), caller.UserId, subject, staysManager);
            if (verdict is not StaffVerdict.Done)
                return (verdict, null);
            var before = await transaction.Connection!.QuerySingleOrDefaultAsync<Account>(new CommandDefinition(
                $"SELECT {AccountStore.Columns} FROM users WHERE id = @subject FOR NO KEY UPDATE", new { subject },
                transaction, cancellationToken: token));
            if (before is null)
                return (StaffVerdict.NotFound, null);
            string[] added = [.. (roles ?? []).Except(before.Roles, StringComparer.Ordinal)];
            if (!StaffRules.CanGive(await ManagerLock.RolesOfAsync(transaction, caller.UserId, token), added))
                return (StaffVerdict.RolesBeyondOwn, null);
            // Changes refuse guests alone.
            return await change(transaction, before, token) is { } account ? (StaffVerdict.Done, account) : (StaffVerdict.Guest, null);
        }, cancellationToken);

    private static Task<Account> UpdateAsync(
        NpgsqlTransaction transaction, string assignments, object parameters, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleAsync<Account>(new CommandDefinition(
            $"""
            UPDATE users SET {assignments}, access_version = access_version + 1, access_changed_at = @now
            WHERE id = @subject RETURNING {AccountStore.Columns}
            """,
            parameters, transaction, cancellationToken: cancellationToken));
}
