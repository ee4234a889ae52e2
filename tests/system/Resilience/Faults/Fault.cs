using Ecommerce.Resilience.Shops;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Faults;

/// <summary>Something that goes wrong and is put right again.</summary>
/// <param name="Name">As the report calls it.</param>
/// <param name="StrikeAsync">Lasts as long as it is told; returns when all is as before.</param>
internal sealed record Fault(string Name, Func<TimeSpan, Task> StrikeAsync)
{
    public const string BrokerKilled = "kill kafka";

    /// <summary>Each of them once.</summary>
    public static IReadOnlyList<Fault> AllOf(Shop shop) =>
    [
        .. shop.Services.Select(Kill),
        Kill(shop.Postgres),
        Kill(shop.Redis),
        Kill(shop.Broker),
        Kill(shop.Mail),
        Hang(shop.Payments),
        Jump(shop.Catalog, TimeSpan.FromMinutes(31)),
        Jump(shop.Payments, TimeSpan.FromMinutes(10)),
        Jump(shop.Orders[0], TimeSpan.FromMinutes(10)),
        Jump(shop.Orders[1], TimeSpan.FromSeconds(-2)),
    ];

    /// <summary>Ends a process as <c>kill -9</c> does; PostgreSQL rolls back its connections and ends at once (immediate stop).</summary>
    private static Fault Kill(IStoppable victim) => new($"kill {victim.Name}", async outage =>
    {
        await victim.StopAsync();
        await Task.Delay(outage, TimeProvider.System);
        await victim.StartAsync();
    });

    /// <summary>Connections stay open and nobody answers, twice as long as others are away.</summary>
    private static Fault Hang(ShopService victim) => new($"hang {victim.Name}", async outage =>
    {
        victim.Pause();
        await Task.Delay(2 * outage, TimeProvider.System);
        victim.Resume();
    });

    private static Fault Jump(ShopService victim, TimeSpan by) => new($"clock of {victim.Name} {by:c}", async outage =>
    {
        await victim.Clock.JumpAsync(by);
        await Task.Delay(outage, TimeProvider.System);
    });
}
