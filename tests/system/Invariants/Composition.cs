using Ecommerce.Invariants.Looking;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Invariants;

/// <summary>How the program is put together.</summary>
internal static class Composition
{
    /// <exception cref="InvalidOperationException">A connection string is missing; the message names it.</exception>
    public static void AddInvariants(this WebApplicationBuilder builder)
    {
        builder.Services.AddWatch();
        builder.Services.AddHostedService(services => services.GetRequiredService<Watch>());
        var checks = builder.Services.AddHealthChecks();
        foreach (var statement in Statement.All)
            checks.Add(
                new HealthCheckRegistration(
                    $"{statement.Number} {statement.Name}", services
                        => new InvariantCheck(services.GetRequiredService<Watch>(), statement.Number), null, null));
    }

    /// <summary>What looks, without the clock that makes it look.</summary>
    public static IServiceCollection AddWatch(this IServiceCollection services)
    {
        services.AddSingleton<ShopStores>();
        services.AddSingleton<Services>();
        services.AddSingleton<OrderRounds>();
        services.AddSingleton<OrderFiles>();
        services.AddSingleton<PriceTags>();
        services.AddSingleton<PromiseBook>();
        services.AddSingleton<IProbe, StockProbe>();
        services.AddSingleton<IProbe, OrdersProbe>();
        services.AddSingleton<IProbe, EventsProbe>();
        services.AddSingleton<IProbe, SessionsProbe>();
        services.AddSingleton<IProbe, CodesProbe>();
        services.AddSingleton<IProbe, KeysProbe>();
        services.AddSingleton<IProbe, FactsProbe>();
        services.AddSingleton<IProbe, ShelfProbe>();
        services.AddSingleton<IProbe, LeaversProbe>();
        services.AddSingleton<IProbe, CountsProbe>();
        return services.AddSingleton<Watch>();
    }
}
