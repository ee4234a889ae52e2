using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>Requests the mail with the link that verifies an address.</summary>
internal sealed class EmailVerification(OneTimeTokenStore tokens, Outbox outbox)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    public async Task RequestAsync(NpgsqlTransaction transaction, Guid userId, string email, CancellationToken cancellationToken)
    {
        var token = await tokens.IssueAsync(transaction, userId, email, TokenPurpose.VerifyEmail, Lifetime, cancellationToken);
        await outbox.AddAsync(transaction, new EmailVerificationRequested(userId, token.Secret, token.ExpiresAt), cancellationToken);
    }
}
