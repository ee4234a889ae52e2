using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.TwoFactor;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.TwoFactor;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum TwoFactorOutcome
{
    Done,

    /// <summary>It is on already.</summary>
    On,

    /// <summary>It is off, or nothing waits to be confirmed.</summary>
    Off,

    WrongCode,
}

/// <summary>Two-factor sign-in of accounts. Whoever changes it has given the password, and where it is on a code.</summary>
internal sealed class TwoFactorStore(
    NpgsqlDataSource database, SessionStore sessions, AuthenticatorApp app, SecretProtection protection, Outbox outbox,
    AuditTrail audit, TimeProvider timeProvider)
{
    /// <summary>Of a row of users: whether its sign-ins need a code.</summary>
    public const string IsOn
        = "EXISTS (SELECT FROM two_factors WHERE two_factors.user_id = users.id AND two_factors.confirmed_at IS NOT NULL)";

    /// <summary>Stores a secret that a code is to confirm, in place of an earlier one; null where it is on already.</summary>
    public Task<byte[]?> BeginAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var secret = AuthenticatorApp.NewSecret();
            var stored = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                INSERT INTO two_factors AS known (user_id, secret) SELECT id, @stored FROM users WHERE id = @UserId
                ON CONFLICT (user_id) DO UPDATE SET secret = @stored WHERE known.confirmed_at IS NULL
                """, new { caller.UserId, stored = protection.Protect(secret, caller.UserId) }, transaction, cancellationToken: token));
            if (stored == 0)
                return null;
            await audit.AddAsync(transaction, caller, AuditAction.TwoFactorRequested, caller.UserId, token);
            return secret;
        }, cancellationToken);

    /// <summary>
    /// Turns it on; the recovery codes where it is done. Sessions that the password alone has opened end, but for the caller's, and so do
    /// sign-ins with it that are not complete yet.
    /// </summary>
    public Task<(TwoFactorOutcome Outcome, IReadOnlyList<string> RecoveryCodes)> ConfirmAsync(
        Caller caller, string code, CancellationToken cancellationToken)
        => database.InTransactionAsync<(TwoFactorOutcome, IReadOnlyList<string>)>(async (transaction, token) =>
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "SELECT FROM users WHERE id = @UserId FOR NO KEY UPDATE", new { caller.UserId }, transaction, cancellationToken: token));
            var pending = await LockAsync(transaction, caller.UserId, token);
            if (pending is not { ConfirmedAt: null })
                return (pending is null ? TwoFactorOutcome.Off : TwoFactorOutcome.On, []);
            if (app.StepOf(CodeText.Normalise(code), protection.Read(pending.Secret, caller.UserId)) is not { } step)
                return (TwoFactorOutcome.WrongCode, []);
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE two_factors SET confirmed_at = @now, last_step = @step WHERE user_id = @UserId",
                new { caller.UserId, step, now = timeProvider.GetUtcNow() }, transaction, cancellationToken: token));
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE users SET credential_version = credential_version + 1 WHERE id = @UserId", new { caller.UserId }, transaction,
                cancellationToken: token));
            await sessions.EndAllAsync(transaction, caller.UserId, caller.SessionId, token);
            await TellAsync(transaction, caller, caller.UserId, AuditAction.TwoFactorEnabled, token);
            return (TwoFactorOutcome.Done, await ReplaceCodesAsync(transaction, caller.UserId, token));
        }, cancellationToken);

    /// <summary>Takes a code of the app or a recovery code, once; false where it is wrong or was taken before.</summary>
    public Task<bool> TakeAsync(Guid userId, string code, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var normalised = CodeText.Normalise(code);
            if (CodeText.IsOfApp(normalised))
                return await TakeStepAsync(transaction, userId, normalised, token);
            if (!await TakeRecoveryCodeAsync(transaction, userId, normalised, token))
                return false;
            await TellAsync(transaction, caller, userId, AuditAction.RecoveryCodeUsed, token);
            return true;
        }, cancellationToken);

    /// <summary>New recovery codes, the earlier ones end; null where it is off.</summary>
    public Task<IReadOnlyList<string>?> ReplaceRecoveryCodesAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await LockAsync(transaction, caller.UserId, token) is not { ConfirmedAt: not null })
                return null;
            await TellAsync(transaction, caller, caller.UserId, AuditAction.RecoveryCodesReplaced, token);
            return await ReplaceCodesAsync(transaction, caller.UserId, token);
        }, cancellationToken);

    /// <summary>
    /// Turns it off; false where it is off already. Tokens from before are refused: where staff need it, they have lost their permissions.
    /// </summary>
    public Task<bool> RemoveAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(
            (transaction, token) => RemoveAsync(transaction, caller, caller.UserId, AuditAction.TwoFactorDisabled, token),
            cancellationToken);

    /// <inheritdoc cref="RemoveAsync(Caller, CancellationToken)"/>
    public async Task<bool> RemoveAsync(
        NpgsqlTransaction transaction, Caller caller, Guid userId, string action, CancellationToken cancellationToken)
    {
        var wasOn = await transaction.Connection!.ExecuteAsync(new CommandDefinition($"""
            UPDATE users SET access_version = access_version + 1, access_changed_at = @now WHERE id = @userId AND {IsOn}
            """, new { userId, now = timeProvider.GetUtcNow() }, transaction, cancellationToken: cancellationToken)) > 0;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM two_factors WHERE user_id = @userId", new { userId }, transaction, cancellationToken: cancellationToken));
        if (wasOn)
            await TellAsync(transaction, caller, userId, action, cancellationToken);
        return wasOn;
    }

    /// <summary>It is in the trail, and the owner gets a mail.</summary>
    private async Task TellAsync(
        NpgsqlTransaction transaction, Caller caller, Guid userId, string action, CancellationToken cancellationToken)
    {
        await audit.AddAsync(transaction, caller, action, userId, cancellationToken);
        await outbox.AddAsync(
            transaction, new SecondFactorChanged(userId, ChangeOf(action), timeProvider.GetUtcNow()), cancellationToken);
    }

    private static string ChangeOf(string action) => action switch
    {
        AuditAction.TwoFactorEnabled => SecondFactorChanges.TurnedOn,
        AuditAction.TwoFactorDisabled => SecondFactorChanges.TurnedOff,
        AuditAction.TwoFactorRemoved => SecondFactorChanges.Removed,
        AuditAction.RecoveryCodesReplaced => SecondFactorChanges.RecoveryCodesReplaced,
        AuditAction.RecoveryCodeUsed => SecondFactorChanges.RecoveryCodeUsed,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No mail tells of this."),
    };

    // The step is compared by the statement that stores it: of two requests with one code, one is right.
    private async Task<bool> TakeStepAsync(
        NpgsqlTransaction transaction, Guid userId, string code, CancellationToken cancellationToken)
    {
        if (await LockAsync(transaction, userId, cancellationToken) is not { ConfirmedAt: not null } factor
            || app.StepOf(code, protection.Read(factor.Secret, userId)) is not { } step)
            return false;
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE two_factors SET last_step = @step WHERE user_id = @userId AND last_step < @step", new { userId, step }, transaction,
            cancellationToken: cancellationToken)) > 0;
    }

    private static async Task<bool> TakeRecoveryCodeAsync(
        NpgsqlTransaction transaction, Guid userId, string code, CancellationToken cancellationToken)
        => await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM recovery_codes WHERE user_id = @userId AND hash = @hash", new { userId, hash = RecoveryCode.HashOf(code) },
            transaction, cancellationToken: cancellationToken)) > 0;

    private static async Task<IReadOnlyList<string>> ReplaceCodesAsync(
        NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        var codes = RecoveryCode.CreateAll();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            DELETE FROM recovery_codes WHERE user_id = @userId;
            INSERT INTO recovery_codes (user_id, hash) SELECT @userId, unnest(@hashes);
            """, new { userId, hashes = codes.Select(RecoveryCode.HashOf).ToArray() }, transaction, cancellationToken: cancellationToken));
        return codes;
    }

    private static Task<StoredTwoFactor?> LockAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<StoredTwoFactor>(new CommandDefinition(
            "SELECT secret, confirmed_at FROM two_factors WHERE user_id = @userId FOR NO KEY UPDATE", new { userId }, transaction,
            cancellationToken: cancellationToken));

    private sealed class StoredTwoFactor
    {
        public required byte[] Secret { get; init; }
        public required DateTimeOffset? ConfirmedAt { get; init; }
    }
}
