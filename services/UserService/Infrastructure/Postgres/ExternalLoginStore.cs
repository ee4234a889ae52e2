using Dapper;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.SocialLogin;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum ExternalOutcome
{
    SignedIn,

    /// <summary>The provider has not verified an address, so the person cannot be matched with an account.</summary>
    NoVerifiedEmail,

    /// <summary>The account with this address is not verified: it may belong to somebody else.</summary>
    AccountNotVerified,
}

/// <summary>Finds the account for an external identity: the linked one, otherwise the one with that address, otherwise a new one.</summary>
internal sealed class ExternalLoginStore(NpgsqlDataSource database, AccountStore accounts, AuditTrail audit, TimeProvider timeProvider)
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

    /// <summary>The providers that are linked to an account.</summary>
    public async Task<List<string>> ProvidersOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var providers = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT provider FROM external_logins WHERE user_id = @userId ORDER BY provider", new { userId },
            cancellationToken: cancellationToken));
        return providers.AsList();
    }

    private static Task<Credential?> FindLinkedAsync(
        NpgsqlTransaction transaction, ExternalIdentity identity, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<Credential>(new CommandDefinition(
            $"{CredentialStore.Select} WHERE id = (SELECT user_id FROM external_logins WHERE provider = @Provider AND subject = @Subject)",
            new { identity.Provider, identity.Subject }, transaction, cancellationToken: cancellationToken));

    private Task<int> LinkAsync(NpgsqlTransaction transaction, ExternalIdentity identity, Guid userId, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            INSERT INTO external_logins (provider, subject, user_id, linked_at)
            VALUES (@Provider, @Subject, @userId, @now)
            ON CONFLICT DO NOTHING
            """,
            new { identity.Provider, identity.Subject, userId, now = timeProvider.GetUtcNow() }, transaction,
            cancellationToken: cancellationToken));

    private NewAccount NewAccountOf(ExternalIdentity identity)
    {
        var now = timeProvider.GetUtcNow();
        return new(
            Guid.CreateVersion7(now), identity.Email!, NameOf(identity), PasswordHash: null, [RoleTable.Customer], now,
            EmailVerifiedAt: now);
    }

    private static string NameOf(ExternalIdentity identity)
    {
        var storable = (identity.Name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c));
        var name = TextRules.ToName(new string([.. storable.Take(PersonName.MaxLength)]));
        var isName = new FieldErrors().CheckName("name", name, PersonName.MaxLength).IsEmpty;
        // Without full stops, the address is no link in a mail.
        return isName ? name : identity.Email!.Split('@')[0].Replace('.', ' ');
    }
}
