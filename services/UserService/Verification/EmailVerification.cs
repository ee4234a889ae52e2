using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.UserService.OneTimeTokens;
using Npgsql;

namespace Ecommerce.UserService.Verification;

/// <summary>Asks the owner of an address, by a link, to prove it.</summary>
internal sealed class EmailVerification(OneTimeTokenStore tokens, Outbox outbox)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    public async Task RequestAsync(NpgsqlTransaction transaction, Guid userId, string email, CancellationToken cancellationToken)
    {
        var token = await tokens.IssueAsync(transaction, userId, email, TokenPurpose.VerifyEmail, Lifetime, cancellationToken);
        await outbox.AddAsync(transaction, new EmailVerificationRequested(userId, token.Secret, token.ExpiresAt), cancellationToken);
    }
}
