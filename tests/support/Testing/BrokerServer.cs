using System.Globalization;

namespace Ecommerce.Testing;

/// <summary>A broker that speaks Kafka's protocol and keeps all in memory: after a stop its topics are empty.</summary>
public sealed class BrokerServer() : EmbeddedServer("kafka")
{
    /// <summary>Its bootstrap address, <c>ConnectionStrings:kafka</c>.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <summary>
    /// Topics that exist from the start, <c>name:partitions,...</c>; others appear when first used. Set before it starts.
    /// </summary>
    public string Topics { get; init; } = "";

    private protected override Task<ChildProcess> LaunchAsync()
        => ChildProcess.StartAsync("dotnet", [Repository.Broker()],
        [
            new("PORT", Port.ToString(CultureInfo.InvariantCulture)),
            new("TOPICS", Topics.Length == 0 ? null : Topics),
        ]);
}
