using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Ecommerce.NotificationService.Messages;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.NotificationService.Preferences;

/// <summary>The numbers that people proved by a code which was sent there.</summary>
internal sealed class PhoneStore(NpgsqlDataSource database, MessageWriter messages, TimeProvider time)
{
    private const int MostCodesPerHour = 3;
    private const int MostTries = 5;
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // No row comes back where too many codes were sent in this hour.
    private const string Begin = """
        INSERT INTO phones AS p (user_id, pending_number, code_hash, code_expires_at, codes_sent, codes_since)
        SELECT @user, @number, @hash, @expires, 1, @now WHERE NOT EXISTS (SELECT FROM erased_users WHERE user_id = @user)
        ON CONFLICT (user_id) DO UPDATE SET pending_number = @number, code_hash = @hash, code_expires_at = @expires, code_tries = 0,
            codes_sent = CASE WHEN p.codes_since < @hourAgo THEN 1 ELSE p.codes_sent + 1 END,
            codes_since = CASE WHEN p.codes_since < @hourAgo THEN @now ELSE p.codes_since END
        WHERE p.codes_since < @hourAgo OR p.codes_sent < @MostCodesPerHour
        """;

    private const string Try = """
        UPDATE phones SET code_tries = code_tries + 1
        WHERE user_id = @user AND code_expires_at > @now AND code_tries < @MostTries RETURNING code_hash
        """;

    private const string Confirm = """
        UPDATE phones SET number = pending_number, pending_number = NULL, code_hash = NULL, code_expires_at = NULL WHERE user_id = @user
        """;

    public async Task<string?> FindAsync(Guid user, CancellationToken cancellationToken)
        => await QueryAsync<string?>("SELECT number FROM phones WHERE user_id = @user", user, cancellationToken);

    /// <summary>False: wait, there were too many.</summary>
    public Task<bool> BeginAsync(Guid user, string number, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var (now, code) = (time.GetUtcNow(), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
            var expires = now + CodeLifetime;
            if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Begin, new { user, number, hash = Hash(user, code), expires, now, hourAgo = now - Window, MostCodesPerHour },
                transaction, cancellationToken: token)) == 0)
                return false;
            await messages.AddAsync(
                transaction,
                new NewMessage(
                    MessageKinds.PhoneCode, $"phone:{Guid.CreateVersion7(now)}", user, new() { Token = code, Phone = number, ExpiresAt = expires },
                    now, expires),
                token);
            return true;
        }, cancellationToken);

    /// <summary>Whether the code is the one that was sent there last.</summary>
    public Task<bool> ConfirmAsync(Guid user, string code, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var parameters = new { user, now = time.GetUtcNow(), MostTries };
            var hash = await transaction.Connection!.ExecuteScalarAsync<byte[]?>(
                new CommandDefinition(Try, parameters, transaction, cancellationToken: token));
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
