using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Ecommerce.NotificationService.Domain;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>The phone numbers of users, verified by a code that is sent to them.</summary>
internal sealed class PhoneStore(NpgsqlDataSource database, MessageWriter messages, TimeProvider timeProvider)
{
    private const int MaxCodesPerHour = 3;
    private const int MaxTries = 5;
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // Affects no row where too many codes were sent in this hour.
    private const string Start = """
        INSERT INTO phones AS p (user_id, pending_number, code_hash, code_expires_at, codes_sent, codes_since)
        SELECT @user, @number, @hash, @expires, 1, @now WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @user)
        ON CONFLICT (user_id) DO UPDATE SET pending_number = @number, code_hash = @hash, code_expires_at = @expires, code_tries = 0,
            codes_sent = CASE WHEN p.codes_since < @hourAgo THEN 1 ELSE p.codes_sent + 1 END,
            codes_since = CASE WHEN p.codes_since < @hourAgo THEN @now ELSE p.codes_since END
        WHERE p.codes_since < @hourAgo OR p.codes_sent < @MaxCodesPerHour
        """;

    private const string CountTry = """
        UPDATE phones SET code_tries = code_tries + 1
        WHERE user_id = @user AND code_expires_at > @now AND code_tries < @MaxTries RETURNING code_hash
        """;

    private const string Confirm = """
        UPDATE phones SET number = pending_number, pending_number = NULL, code_hash = NULL, code_expires_at = NULL WHERE user_id = @user
        """;

    public async Task<string?> FindAsync(Guid user, CancellationToken cancellationToken)
        => await QueryAsync<string?>("SELECT number FROM phones WHERE user_id = @user", user, cancellationToken);

    /// <returns>False where too many codes were sent.</returns>
    public Task<bool> StartVerificationAsync(Guid user, string number, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var now = timeProvider.GetUtcNow();
            var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            var expires = now + CodeLifetime;
            var started = await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Start, new { user, number, hash = Hash(user, code), expires, now, hourAgo = now - Window, MaxCodesPerHour },
                transaction, cancellationToken: token));
            if (started == 0)
                return false;
            await messages.AddAsync(
                transaction,
                new NewMessage(
                    MessageKinds.PhoneCode, $"phone:{Guid.CreateVersion7(now)}", user,
                    new() { Token = code, Phone = number, ExpiresAt = expires },
                    now, expires),
                token);
            return true;
        }, cancellationToken);

    /// <returns>Whether the code is the one that was sent last.</returns>
    public Task<bool> ConfirmAsync(Guid user, string code, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var parameters = new { user, now = timeProvider.GetUtcNow(), MaxTries };
            var hash = await transaction.Connection!.ExecuteScalarAsync<byte[]?>(
                new CommandDefinition(CountTry, parameters, transaction, cancellationToken: token));
            if (hash is null || !CryptographicOperations.FixedTimeEquals(hash, Hash(user, code)))
                return false;
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Confirm, parameters, transaction, cancellationToken: token));
            return true;
        }, cancellationToken);

    public Task RemoveAsync(Guid user, CancellationToken cancellationToken)
        => QueryAsync<int>(
            "UPDATE phones SET number = NULL, pending_number = NULL, code_hash = NULL, code_expires_at = NULL WHERE user_id = @user",
            user, cancellationToken);

    private static byte[] Hash(Guid user, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{user:n}.{code}"));

    private async Task<T?> QueryAsync<T>(string sql, Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, new { user }, cancellationToken: cancellationToken));
    }
}
