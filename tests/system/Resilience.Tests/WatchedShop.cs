using Ecommerce.Checker;
using Ecommerce.Invariants;
using Ecommerce.Invariants.Looking;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Resilience.Tests;

/// <summary>The shop as the service sees it that watches a running one: at rest nothing is under way, so nothing is waited for.</summary>
internal sealed class WatchedShop : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private WatchedShop(Databases databases, Expectations known)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:users"] = databases.Users, ["ConnectionStrings:catalog"] = databases.Catalog,
            ["ConnectionStrings:orders"] = databases.Orders,
            ["ConnectionStrings:payments"] = databases.Payments, ["ConnectionStrings:search"] = databases.Search,
            ["ConnectionStrings:analytics"] = databases.Analytics, ["ConnectionStrings:reviews"] = databases.Reviews,
            ["ConnectionStrings:notifications"] = databases.Notifications, ["ConnectionStrings:redis"] = databases.Carts,
        };
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .Configure<InvariantsOptions>(options =>
            {
                options.Settle = options.MaxSettle = options.Publish = options.CatchUp = TimeSpan.Zero;
                (options.HistoryPerLook, options.Rest) = (5000, 0);
            })
            .AddWatch()
            .BuildServiceProvider();
        foreach (var call in known.Calls.Where(call => call.Accepted is not null)) services.GetRequiredService<PromiseBook>().Keep(call);
    }

    /// <summary>What the watch says of a shop at rest.</summary>
    public static async Task<Invariants.Watching.Report> LookAsync(Databases databases, Expectations known)
    {
        await using var shop = new WatchedShop(databases, known);
        return await shop.LookAsync();
    }

    /// <summary>An invariant is broken, and whoever asks for the service's health is told which one.</summary>
    public static async Task IsUnhealthyAsync(Databases databases, Expectations known, int invariant)
    {
        await using var shop = new WatchedShop(databases, known);
        var report = await shop.LookAsync();
        var check = await new InvariantCheck(shop.services.GetRequiredService<Watch>(), invariant)
            .CheckHealthAsync(new HealthCheckContext());

        Assert.Equal("Unhealthy", report.State);
        Assert.Equal(HealthStatus.Unhealthy, check.Status);
        Assert.NotEmpty(check.Description!);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<Invariants.Watching.Report> LookAsync()
    {
        var (watch, promises) = (services.GetRequiredService<Watch>(), services.GetRequiredService<PromiseBook>());
        var report = await watch.LookAsync();
        while (promises.HasNew) report = await watch.LookAsync();
        return report;
    }
}
