using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;

namespace Ecommerce.UserService.Features.Sessions;

/// <summary>Replaces an outdated hash at login, when the password is known.</summary>
internal sealed partial class HashUpgrade(CredentialStore credentials, PasswordHasher hasher, ILogger<HashUpgrade> logger)
{
    public async Task RunAsync(Credential credential, string password, CancellationToken cancellationToken)
    {
        // Without capacity, the next login upgrades it.
        if (await hasher.HashAsync(password, cancellationToken) is not { } stronger)
            return;
        await credentials.ReplaceHashAsync(credential, stronger, cancellationToken);
        LogUpgraded(credential.UserId);
    }

    [LoggerMessage(LogLevel.Information, "The password hash of account {UserId} was upgraded")]
    private partial void LogUpgraded(Guid userId);
}
