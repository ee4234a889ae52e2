using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ecommerce.EmbeddedBroker;

/// <summary>One broker of librdkafka's mock cluster: it listens on a port that the system chose.</summary>
internal sealed class MockCluster : IDisposable
{
    // A member that was killed is missed after this long, and its partitions go to the others.
    private const int SessionTimeoutMs = 6000;

    // How soon a member learns of a new assignment.
    private const int HeartbeatIntervalMs = 500;

    // The client beside the cluster connects to nothing, and would say so.
    private const string WarningsAndWorse = "4";

    private readonly nint client;
    private readonly nint cluster;

    public MockCluster()
    {
        var error = new byte[512];
        var configuration = Native.NewConfiguration();
        _ = Native.SetConfiguration(configuration, "log_level", WarningsAndWorse, error, (nuint)error.Length);
        client = Native.NewClient(Native.Producer, configuration, error, (nuint)error.Length);
        if (client == 0)
            throw new InvalidOperationException("librdkafka: " + Encoding.UTF8.GetString(error).TrimEnd('\0'));

        cluster = Native.NewCluster(client, brokers: 1);
        if (cluster == 0)
            throw new InvalidOperationException("librdkafka could not start its mock cluster.");

        Native.SetInitialRebalanceDelay(cluster, 0);
        Native.SetConsumerSessionTimeout(cluster, SessionTimeoutMs);
        Native.SetConsumerHeartbeatInterval(cluster, HeartbeatIntervalMs);
        Bootstraps = Marshal.PtrToStringUTF8(Native.Bootstraps(cluster))!;
    }

    public string Bootstraps { get; }

    public int Port => int.Parse(Bootstraps[(Bootstraps.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>Lets clients find the broker at 127.0.0.1:<paramref name="port"/>: there it still is after a restart.</summary>
    public void Advertise(int port) => Native.SetHostAndPort(cluster, broker: 1, "127.0.0.1", port);

    public void CreateTopic(Topic topic)
    {
        var error = Native.CreateTopic(cluster, topic.Name, topic.Partitions, replicas: 1);
        if (error != 0)
            throw new InvalidOperationException($"librdkafka could not create the topic {topic.Name}: error {error}.");
    }

    public void Dispose()
    {
        Native.DestroyCluster(cluster);
        Native.DestroyClient(client);
    }
}
