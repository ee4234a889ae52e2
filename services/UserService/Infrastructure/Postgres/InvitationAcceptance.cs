using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Domain.Tokens;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum AcceptanceOutcome
{
    Done,

    /// <summary>Also where whoever invited may not give these roles any more.</summary>
    InvalidToken,

    /// <summary>The address got an account meanwhile.</summary>
    EmailTaken,

    /// <summary>The account was changed after its password was checked.</summary>
    CredentialChanged,
}

/// <summary>Makes staff of the invited. Accepting deletes the invitation: of many who come with its link, one does it.</summary>
internal sealed class InvitationAcceptance(
    NpgsqlDataSource database, AccountStore accounts, SessionStore sessions, AuditTrail audit, Outbox outbox, TimeProvider timeProvider)
{
    /// <summary>Creates the account. The link has proved its address.</summary>
    public Task<AcceptanceOutcome> RegisterAsync(string secret, NewAccount account, Caller caller, CancellationToken cancellationToken)
        => AcceptAsync(secret, async (transaction, invitation, token) =>
        {
            var verified = account with { Email = invitation.Email, Roles = invitation.Roles, EmailVerifiedAt = timeProvider.GetUtcNow() };
            if (await accounts.TryAddAsync(transaction, verified, caller, token) is null)
                return AcceptanceOutcome.EmailTaken;
            await RecordAsync(transaction, caller, verified.Id, [], verified.Roles, invitation, token);
            return AcceptanceOutcome.Done;
        }, cancellationToken);

    /// <summary>
    /// Adds the roles to those that the account has. The link has proved its address. Sessions that a customer opened become none of
    /// staff's: they end.
    /// </summary>
    public Task<AcceptanceOutcome> GiveAsync(string secret, Credential credential, Caller caller, CancellationToken cancellationToken)
        => AcceptAsync(secret, async (transaction, invitation, token) =>
        {
            var (roles, now) = (credential.Roles.Union(invitation.Roles, StringComparer.Ordinal).ToArray(), timeProvider.GetUtcNow());
            var wasVerified = await transaction.Connection!.ExecuteScalarAsync<bool?>(new CommandDefinition(
                "SELECT email_verified_at IS NOT NULL FROM users WHERE id = @UserId FOR NO KEY UPDATE", new { credential.UserId },
                transaction, cancellationToken: token));
            var changed = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE users SET roles = @roles, email_verified_at = coalesce(email_verified_at, @now),
                    access_version = access_version + 1, access_changed_at = @now
                WHERE id = @UserId AND email = @Email AND credential_version = @CredentialVersion AND roles = @before
                    AND disabled_at IS NULL
                """,
                new { roles, before = credential.Roles, credential.UserId, credential.CredentialVersion, invitation.Email, now },
                transaction, cancellationToken: token));
            if (changed == 0)
                return AcceptanceOutcome.CredentialChanged;
            if (wasVerified is false)
                await outbox.AddAsync(transaction, new EmailVerified(credential.UserId, now), token);
            await sessions.EndAllAsync(transaction, credential.UserId, except: null, token);
            await RecordAsync(transaction, caller, credential.UserId, credential.Roles, roles, invitation, token);
            return AcceptanceOutcome.Done;
        }, cancellationToken);

    private Task<AcceptanceOutcome> AcceptAsync(
        string secret, Func<NpgsqlTransaction, Invitation, CancellationToken, Task<AcceptanceOutcome>> accept,
        CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            // First, as in every change by staff: in another order two of them could wait for each other.
            var managers = await transaction.LockManagersAsync(token);
            var invitation = await transaction.Connection!.QuerySingleOrDefaultAsync<Invitation>(new CommandDefinition(
                $"""
                SELECT {InvitationStore.Columns} FROM staff_invitations WHERE hash = @hash AND expires_at > @now FOR UPDATE
                """,
                new { hash = OpaqueToken.HashOf(secret), now = timeProvider.GetUtcNow() }, transaction, cancellationToken: token));
            if (invitation is null
                || await InvitationStore.RefuseAsync(transaction, managers, invitation.InvitedBy, invitation.Roles, token) is not null)
                return AcceptanceOutcome.InvalidToken;
            var outcome = await accept(transaction, invitation, token);
            if (outcome is AcceptanceOutcome.Done)
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM staff_invitations WHERE id = @Id", new { invitation.Id }, transaction, cancellationToken: token));
            return outcome;
        }, cancellationToken);

    private Task RecordAsync(
        NpgsqlTransaction transaction, Caller caller, Guid account, IReadOnlyList<string> before, IReadOnlyList<string> after,
        Invitation invitation, CancellationToken cancellationToken)
        => audit.AddAsync(
            transaction, caller, AuditAction.InvitationAccepted, account, cancellationToken,
            $"{string.Join(' ', before)} -> {string.Join(' ', after)}, invited by {invitation.InvitedBy}");
}
