using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Roles;
using Npgsql;

namespace Ecommerce.UserService.SocialLogin;

internal enum ExternalOutcome
{
    SignedIn,

    /// <summary>The provider does not vouch for an address, so there is nothing to know the person by.</summary>
    NoVerifiedEmail,

    /// <summary>Somebody has registered with the address and not proved it. It may be another: they do not share an account.</summary>
    AccountNotVerified,
}

/// <summary>Finds the account of somebody whom a provider vouches for: the linked one, else the one with that address, else a new one.</summary>
internal sealed class ExternalSignIn(NpgsqlDataSource database, AccountStore accounts, AuditTrail audit, TimeProvider clock)
{
    public Task<(ExternalOutcome Outcome, Credential? Credential)> FindAccountAsync(
        ExternalIdentity identity, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await FindLinkedAsync(transaction, identity, token) is { } linked)
                return (ExternalOutcome.SignedIn, linked);
            if (identity.Email is null)
                return (ExternalOutcome.NoVerifiedEmail, (Credential?)null);

            // Does nothing where the address has an account.
            await accounts.TryAddAsync(transaction, NewAccountOf(identity), caller, token);
            var owner = await transaction.Connection!.QuerySingleAsync<(Guid Id, bool Verified)>(new CommandDefinition(
                "SELECT id, email_verified_at IS NOT NULL FROM users WHERE email = @Email FOR NO KEY UPDATE", new { identity.Email },
                transaction, cancellationToken: token));
            if (!owner.Verified)
                return (ExternalOutcome.AccountNotVerified, null);

            await LinkAsync(transaction, identity, owner.Id, token);
            await audit.AddAsync(transaction, caller, AuditAction.ProviderLinked, owner.Id, token, identity.Provider);
            return (ExternalOutcome.SignedIn, await FindLinkedAsync(transaction, identity, token));
        }, cancellationToken);

    /// <summary>The providers that somebody signs in through.</summary>
    public async Task<List<string>> ProvidersOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var providers = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT provider FROM external_logins WHERE user_id = @userId ORDER BY provider", new { userId }, cancellationToken: cancellationToken));
        return providers.AsList();
    }

    private static Task<Credential?> FindLinkedAsync(NpgsqlTransaction transaction, ExternalIdentity identity, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<Credential>(new CommandDefinition(
            $"{CredentialStore.Select} WHERE id = (SELECT user_id FROM external_logins WHERE provider = @Provider AND subject = @Subject)",
            new { identity.Provider, identity.Subject }, transaction, cancellationToken: cancellationToken));

    private Task<int> LinkAsync(NpgsqlTransaction transaction, ExternalIdentity identity, Guid userId, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            INSERT INTO external_logins (provider, subject, user_id, linked_at) VALUES (@Provider, @Subject, @userId, @now) ON CONFLICT DO NOTHING
            """,
            new { identity.Provider, identity.Subject, userId, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellationToken));

    private NewAccount NewAccountOf(ExternalIdentity identity)
    {
        var now = clock.GetUtcNow();
        return new(Guid.CreateVersion7(now), identity.Email!, NameOf(identity), PasswordHash: null, [RoleTable.Customer], now, EmailVerifiedAt: now);
    }

    private static string NameOf(ExternalIdentity identity)
    {
        var storable = (identity.Name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c));
        var name = new string([.. storable.Take(RegistrationRules.MaxNameLength)]).Trim();
        return name.Length > 0 ? name : identity.Email!.Split('@')[0];
    }
}
