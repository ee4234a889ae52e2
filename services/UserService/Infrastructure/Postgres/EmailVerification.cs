using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Requests the mail with the link that verifies an address.</summary>
internal sealed class EmailVerification(
    OneTimeTokenStore tokens, TakenAddresses taken, AttemptStore attempts, IOptions<AttemptOptions> limits, Outbox outbox)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>
    /// The owner of an address that another account has is told in place of getting a link. One address gets only so many links in an
    /// hour, whoever asks for them. The caller is not told of either, and the link's token is stored in any case, so that the time of the
    /// answer does not tell, too.
    /// </summary>
    public async Task RequestAsync(NpgsqlTransaction transaction, Guid userId, string email, CancellationToken cancellationToken)
    {
        var link = await tokens.IssueAsync(transaction, userId, email, TokenPurpose.VerifyEmail, Lifetime, cancellationToken);
        var owner = await TakenAddresses.FindOwnerAsync(transaction.Connection!, email, cancellationToken);
        if (owner is { } other && other != userId)
            await taken.TellOwnerAsync(transaction, other, email, cancellationToken);
        else if (await attempts.CountAsync(
            transaction.Connection!, limits.Value.VerificationOfAddress, email, cancellationToken) is null)
            await outbox.AddAsync(transaction, new EmailVerificationRequested(userId, link.Secret, link.ExpiresAt), cancellationToken);
    }
}
