using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Domain.Tokens;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum InvitationOutcome
{
    Done,
    NotFound,
    AlreadyInvited,

    /// <summary>The caller may not change accounts any more.</summary>
    Forbidden,

    /// <summary>The roles allow something that the caller may not do.</summary>
    RolesBeyondOwn,
}

/// <summary>Invitations that wait for an answer. The trail is that of whoever invites: the invited may have no account.</summary>
internal sealed class InvitationStore(NpgsqlDataSource database, Outbox outbox, AuditTrail audit, TimeProvider timeProvider)
{
    public const string Columns = "id, email, roles, locale, invited_by, created_at, expires_at";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task<List<Invitation>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var invitations = await connection.QueryAsync<Invitation>(new CommandDefinition(
            $"SELECT {Columns} FROM staff_invitations WHERE id < @Before ORDER BY id DESC LIMIT @Fetched",
            new { page.Before, page.Fetched }, cancellationToken: cancellationToken));
        return invitations.AsList();
    }

    public async Task<Invitation?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition(
            $"SELECT {Columns} FROM staff_invitations WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>Null where the link is unknown, used, withdrawn, expired, or in place of a later one.</summary>
    public async Task<Invitation?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition(
            $"SELECT {Columns} FROM staff_invitations WHERE hash = @hash AND expires_at > @now",
            new { hash = OpaqueToken.HashOf(secret), now = timeProvider.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    public Task<(InvitationOutcome Outcome, Invitation? Invitation)> InviteAsync(
        Caller caller, string email, string[] roles, string? locale, CancellationToken cancellationToken)
        => database.InTransactionAsync<(InvitationOutcome, Invitation?)>(async (transaction, token) =>
        {
            var managers = await transaction.LockManagersAsync(token);
            if (await RefuseAsync(transaction, managers, caller.UserId, roles, token) is { } refused)
                return (refused, null);
            var now = timeProvider.GetUtcNow();
            var secret = OpaqueToken.Create();
            var invitation = await transaction.Connection!.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition($"""
                INSERT INTO staff_invitations ({Columns}, hash)
                VALUES (@id, @email, @roles, @locale, @UserId, @now, @expiresAt, @hash)
                ON CONFLICT (email) DO NOTHING
                RETURNING {Columns}
                """,
                new
                {
                    id = Guid.CreateVersion7(now), email, roles, locale, caller.UserId, now, expiresAt = now + Lifetime,
                    hash = OpaqueToken.HashOf(secret),
                },
                transaction, cancellationToken: token));
            if (invitation is null)
                return (InvitationOutcome.AlreadyInvited, null);
            await PublishAsync(transaction, caller, AuditAction.StaffInvited, invitation, secret, token);
            return (InvitationOutcome.Done, invitation);
        }, cancellationToken);

    /// <summary>Another link, which lives as long as the first one did. Whoever sends it answers for the roles from now on.</summary>
    public Task<(InvitationOutcome Outcome, Invitation? Invitation)> ResendAsync(
        Caller caller, Guid id, CancellationToken cancellationToken)
        => database.InTransactionAsync<(InvitationOutcome, Invitation?)>(async (transaction, token) =>
        {
            var secret = OpaqueToken.Create();
            // Before the invitation's row, as whoever accepts it does.
            var managers = await transaction.LockManagersAsync(token);
            var known = await transaction.Connection!.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition(
                $"SELECT {Columns} FROM staff_invitations WHERE id = @id FOR UPDATE", new { id }, transaction, cancellationToken: token));
            if (known is null)
                return (InvitationOutcome.NotFound, null);
            if (await RefuseAsync(transaction, managers, caller.UserId, known.Roles, token) is { } refused)
                return (refused, null);
            var invitation = await transaction.Connection!.QuerySingleAsync<Invitation>(new CommandDefinition($"""
                UPDATE staff_invitations SET hash = @hash, expires_at = @expiresAt, invited_by = @UserId WHERE id = @id RETURNING {Columns}
                """,
                new { id, hash = OpaqueToken.HashOf(secret), expiresAt = timeProvider.GetUtcNow() + Lifetime, caller.UserId },
                transaction, cancellationToken: token));
            await PublishAsync(transaction, caller, AuditAction.InvitationResent, invitation, secret, token);
            return (InvitationOutcome.Done, invitation);
        }, cancellationToken);

    /// <summary>False where there is none.</summary>
    public Task<bool> WithdrawAsync(Caller caller, Guid id, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var invitation = await transaction.Connection!.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition(
                $"DELETE FROM staff_invitations WHERE id = @id RETURNING {Columns}", new { id }, transaction, cancellationToken: token));
            if (invitation is not null)
                await audit.AddAsync(
                    transaction, caller, AuditAction.InvitationWithdrawn, caller.UserId, token, DetailOf(invitation));
            return invitation is not null;
        }, cancellationToken);

    /// <summary>Why this account may not give these roles at this moment; null where it may.</summary>
    /// <param name="managers">Locked: the inviter's roles stay what they are.</param>
    public static async Task<InvitationOutcome?> RefuseAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Guid> managers, Guid inviter, IReadOnlyList<string> roles,
        CancellationToken cancellationToken)
    {
        if (!managers.Contains(inviter))
            return InvitationOutcome.Forbidden;
        var own = await ManagerLock.RolesOfAsync(transaction, inviter, cancellationToken);
        return StaffRules.CanGive(own, roles) ? null : InvitationOutcome.RolesBeyondOwn;
    }

    private async Task PublishAsync(
        NpgsqlTransaction transaction, Caller caller, string action, Invitation invitation, string secret,
        CancellationToken cancellationToken)
    {
        await audit.AddAsync(transaction, caller, action, caller.UserId, cancellationToken, DetailOf(invitation));
        await outbox.AddAsync(
            transaction, new StaffInvited(invitation.Id, secret, invitation.ExpiresAt), cancellationToken);
    }

    // No address: the trail outlives accounts.
    private static string DetailOf(Invitation invitation) => $"{invitation.Id}: {string.Join(' ', invitation.Roles)}";
}
