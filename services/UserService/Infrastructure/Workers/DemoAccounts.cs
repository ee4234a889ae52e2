using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Infrastructure.Passwords;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Infrastructure.Workers;

/// <summary>Creates an account for each role at the first start, and sets the configured password at every start.</summary>
internal sealed class DemoAccounts(
    AccountStore accounts, CredentialStore credentials, PasswordHasher hasher, IOptions<DemoOptions> options, TimeProvider timeProvider,
    ILogger<DemoAccounts> logger) : IHostedService
{
    private static readonly (string Email, string Name, string Role)[] Accounts =
    [
        ("admin@ecommerce.example", "Ada Admin", RoleTable.Admin),
        ("service@ecommerce.example", "Sam Service", RoleTable.CustomerService),
        ("inventory@ecommerce.example", "Ina Inventory", RoleTable.InventoryManager),
        ("customer@ecommerce.example", "Carl Customer", RoleTable.Customer),
    ];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        foreach (var (email, name, role) in Accounts)
            await EnsureAsync(new Registration(email, options.Value.Password!, name), role, cancellationToken);
        logger.Ready(Accounts.Length);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnsureAsync(Registration registration, string role, CancellationToken cancellationToken)
    {
        var credential = await credentials.FindAsync(registration.Email, cancellationToken);
        if (credential is not null
            && await hasher.CheckAsync(registration.Password, credential.PasswordHash, cancellationToken) is not PasswordCheck.Wrong)
            return;

        var hash = await hasher.HashAsync(registration.Password, cancellationToken)
            ?? throw new InvalidOperationException("The password hasher has no capacity for the demo accounts' password.");
        if (credential is null)
            await accounts.TryAddAsync(DemoAccount(registration, hash, role), caller: null, cancellationToken);
        else
            await credentials.ReplaceHashAsync(credential, hash, cancellationToken);
    }

    // Verified: no demo account has a mailbox.
    private NewAccount DemoAccount(Registration registration, string hash, string role)
    {
        var now = timeProvider.GetUtcNow();
        return NewAccount.Of(registration, hash, role, now) with { EmailVerifiedAt = now };
    }
}

internal static partial class DemoLog
{
    [LoggerMessage(LogLevel.Information, "{Count} demo accounts are ready")]
    public static partial void Ready(this ILogger logger, int count);
}
