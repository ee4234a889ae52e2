using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Infrastructure.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.UserService.Tests.Api;

/// <summary>The service's parts in this process, on a clock of the test's; nothing runs by itself.</summary>
internal static class Replica
{
    public static ServiceProvider Create(Dictionary<string, string> environment, TimeProvider clock)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            environment.Select(setting => KeyValuePair.Create(
                setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IConfiguration>(builder.Configuration);
        builder.AddPostgresDatabase("users", typeof(KeyRing).Assembly);
        builder.AddSigningKeys();
        builder.Services.AddSingleton<Outbox>();
        builder.AddAccounts();
        builder.AddPasswords();
        builder.AddTwoFactor();
        builder.AddSessions();
        builder.AddSocialLogin();
        builder.AddRetention();
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>Brings its database up to date.</summary>
    public static Task MigrateAsync(ServiceProvider replica)
        => replica.GetServices<IHostedService>().OfType<IHostedLifecycleService>().First().StartingAsync(CancellationToken.None);
}
