namespace Ecommerce.AppHost.Infrastructure;

/// <summary>Servers in containers: on a laptop by the container runtime, in a cluster as the manifest says.</summary>
internal sealed class ContainerInfrastructure(IDistributedApplicationBuilder builder) : IInfrastructure
{
    // Volumes have fixed names: they become names in a cluster, and survive a renamed app host. Tags are ours to choose: a newer package
    // must not hand data to a newer server by itself.
    public IDatabaseServer AddPostgres(string name, IResourceBuilder<ParameterResource> password)
        => new Server(builder.AddPostgres(name, password: password).WithImageTag("18.3").WithDataVolume($"{name}-data"));

    public IResourceBuilder<IResourceWithConnectionString> AddRedis(string name, IResourceBuilder<ParameterResource> password)
        => builder.AddRedis(name, password: password).WithImageTag("8.6").WithDataVolume($"{name}-data");

    public IResourceBuilder<IResourceWithConnectionString> AddKafka(string name)
        => builder.AddKafka(name).WithImageTag("8.2.0").WithDataVolume($"{name}-data");

    public string? DataDirectory => null;

    public bool PrefersMongo => true;

    public IDatabaseServer AddMongo(string name)
        => MongoReplicaSet.Of(
            builder.AddMongoDB(name, password: builder.AddPassword($"{name}-password", "Of MongoDB's administrator.")).WithImageTag("8.2")
                .WithDataVolume($"{name}-data"));

    public IResourceBuilder<IResourceWithConnectionString>? AddElasticsearch(string name, IResourceBuilder<ParameterResource> password)
        => builder.AddElasticsearch(name, password: password).WithImageTag("8.18.0").WithDataVolume($"{name}-data");

    public IResourceBuilder<IResourceWithEndpoints> AddMaildev(string name, int? port)
        => builder.AddContainer(name, "maildev/maildev", "3.0.0")
            .WithEndpoint(targetPort: 1025, name: "smtp")
            .WithHttpEndpoint(port: port, targetPort: 1080)
            .WithInbox();

    private sealed class Server(IResourceBuilder<PostgresServerResource> postgres) : IDatabaseServer
    {
        public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name) => postgres.AddDatabase(name);
    }
}
