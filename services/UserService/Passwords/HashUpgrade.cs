namespace Ecommerce.UserService.Passwords;

/// <summary>Only at a login is the password at hand that a stronger hash needs.</summary>
internal sealed partial class HashUpgrade(CredentialStore credentials, PasswordHasher hasher, ILogger<HashUpgrade> logger)
{
    public async Task RunAsync(Credential credential, string password, CancellationToken cancellationToken)
    {
        // Where there is no turn, the next login will do.
        if (await hasher.HashAsync(password, cancellationToken) is not { } stronger)
            return;
        await credentials.ReplaceHashAsync(credential, stronger, cancellationToken);
        LogUpgraded(credential.UserId);
    }

    [LoggerMessage(LogLevel.Information, "The password hash of account {UserId} was upgraded")]
    private partial void LogUpgraded(Guid userId);
}
