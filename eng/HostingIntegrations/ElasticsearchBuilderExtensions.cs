using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Elasticsearch.</summary>
public static class ElasticsearchBuilderExtensions
{
    private const int HttpPort = 9200, NodePort = 9300;
    private const string Tag = "8.18.0";

    /// <summary>Adds a server, which is a cluster of its own.</summary>
    public static IResourceBuilder<ElasticsearchResource> AddElasticsearch(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var server = new ElasticsearchResource(
            name, password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password"));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(check, new TcpHealthCheck(server.PrimaryEndpoint));
        return builder.AddResource(server)
            .WithImage("library/elasticsearch", Tag)
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(targetPort: HttpPort, port: port, name: "http")
            .WithEndpoint(targetPort: NodePort, name: "internal")
            .WithEnvironment("discovery.type", "single-node")
            .WithEnvironment("xpack.security.enabled", "true")
            .WithEnvironment(context => context.EnvironmentVariables["ELASTIC_PASSWORD"] = server.PasswordParameter)
            .WithHealthCheck(check);
    }

    /// <summary>Keeps the data in a volume.</summary>
    public static IResourceBuilder<ElasticsearchResource> WithDataVolume(
        this IResourceBuilder<ElasticsearchResource> builder, string? name = null)
        => builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/usr/share/elasticsearch/data");
}
