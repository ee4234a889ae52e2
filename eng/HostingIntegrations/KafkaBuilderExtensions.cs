using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Kafka.</summary>
public static class KafkaBuilderExtensions
{
    private const int HostPort = 9092, ContainerPort = 9093;
    private const string Tag = "8.2.0";
    private const string DataFolder = "/var/lib/kafka/data";

    /// <summary>Adds a broker, which is a cluster of its own.</summary>
    public static IResourceBuilder<KafkaServerResource> AddKafka(this IDistributedApplicationBuilder builder, string name, int? port = null)
    {
        var broker = new KafkaServerResource(name);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(check, new TcpHealthCheck(broker.PrimaryEndpoint));
        return builder.AddResource(broker)
            .WithEndpoint(port: port, targetPort: HostPort, name: "tcp")
            .WithEndpoint(targetPort: ContainerPort, name: "internal")
            .WithImage("confluentinc/confluent-local", Tag)
            .WithImageRegistry("docker.io")
            .WithEnvironment(
                "KAFKA_LISTENERS",
                $"PLAINTEXT://localhost:29092,CONTROLLER://localhost:29093,PLAINTEXT_HOST://0.0.0.0:{HostPort.ToString(null, null)},"
                    + $"PLAINTEXT_INTERNAL://0.0.0.0:{ContainerPort.ToString(null, null)}")
            .WithEnvironment(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PLAINTEXT_HOST:PLAINTEXT,PLAINTEXT_INTERNAL:PLAINTEXT")
            .WithEnvironment("KAFKA_ADVERTISED_LISTENERS", Advertised(broker, builder.ExecutionContext))
            .WithHealthCheck(check);
    }

    /// <summary>Keeps the data in a volume.</summary>
    public static IResourceBuilder<KafkaServerResource> WithDataVolume(
        this IResourceBuilder<KafkaServerResource> builder, string? name = null, bool isReadOnly = false)
        => builder
            .WithEnvironment("KAFKA_LOG_DIRS", DataFolder)
            .WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder, isReadOnly);

    // A client is told these addresses by the broker, so they must be right where the client stands.
    private static ReferenceExpression Advertised(KafkaServerResource broker, DistributedApplicationExecutionContext context)
    {
        var (host, inside) = (broker.PrimaryEndpoint, broker.InternalEndpoint);
        return context.IsRunMode
            ? ReferenceExpression.Create(
                $"PLAINTEXT://localhost:29092,PLAINTEXT_HOST://localhost:{host.Property(EndpointProperty.Port)},"
                + $"PLAINTEXT_INTERNAL://{broker.Name}:{inside.Property(EndpointProperty.TargetPort)}")
            : ReferenceExpression.Create(
                $"PLAINTEXT://{host.Property(EndpointProperty.Host)}:29092,"
                + $"PLAINTEXT_HOST://{host.Property(EndpointProperty.HostAndPort)},"
                + $"PLAINTEXT_INTERNAL://{inside.Property(EndpointProperty.HostAndPort)}");
    }
}
