using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Roles;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Demo;

/// <summary>An account for each role, made at the first start; their password is the configured one after every start.</summary>
internal sealed class DemoAccounts(
    AccountStore accounts, CredentialStore credentials, PasswordHasher hasher, IOptions<DemoOptions> options, TimeProvider clock,
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
        if (!options.Value.Wanted)
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
            ?? throw new InvalidOperationException("No turn to hash the demo accounts' password.");
        if (credential is null)
            await accounts.TryAddAsync(DemoAccount(registration, hash, role), caller: null, cancellationToken);
        else
            await credentials.ReplaceHashAsync(credential, hash, cancellationToken);
    }

    // Nobody reads the mail of a demo.
    private NewAccount DemoAccount(Registration registration, string hash, string role)
    {
        var now = clock.GetUtcNow();
        return NewAccount.Of(registration, hash, role, now) with { EmailVerifiedAt = now };
    }
}

internal static partial class DemoLog
{
    [LoggerMessage(LogLevel.Information, "{Count} demo accounts are ready")]
    public static partial void Ready(this ILogger logger, int count);
}
