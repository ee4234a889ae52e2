using System.Globalization;
using System.Runtime.InteropServices;
using Ecommerce.EmbeddedBroker;

if (!int.TryParse(Environment.GetEnvironmentVariable("PORT"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
    || port is 0 or > 65535)
{
    Console.Error.WriteLine("PORT must be set: the port that clients bootstrap from, 1 to 65535.");
    return 1;
}

if (!Topic.TryParseAll(Environment.GetEnvironmentVariable("TOPICS") ?? "", out var topics))
{
    Console.Error.WriteLine("TOPICS must name topics and their partitions, such as orders.v1:3,users.v1:3; others appear when first used.");
    return 1;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

using var cluster = new MockCluster();
foreach (var topic in topics)
    cluster.CreateTopic(topic);
cluster.Advertise(port);

using var forwarder = new PortForwarder(port, cluster.Port);
var forwarding = forwarder.RunAsync(stop.Token);
Console.WriteLine($"Kafka's protocol on 127.0.0.1:{port}, all in memory; brokers at {cluster.Bootstraps}");
await forwarding;
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
