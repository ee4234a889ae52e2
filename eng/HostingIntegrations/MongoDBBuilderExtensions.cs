using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>MongoDB.</summary>
public static class MongoDBBuilderExtensions
{
    private const int ServerPort = 27017;
    private const string Tag = "8.2";

    /// <summary>Adds a server.</summary>
    public static IResourceBuilder<MongoDBServerResource> AddMongoDB(
        this IDistributedApplicationBuilder builder, string name, int? port = null,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var server = new MongoDBServerResource(
            name, userName?.Resource,
            password?.Resource
                ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(check, new TcpHealthCheck(server.PrimaryEndpoint));
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: ServerPort, name: "tcp")
            .WithImage("library/mongo", Tag)
            .WithImageRegistry("docker.io")
            .WithEnvironment("MONGO_INITDB_ROOT_USERNAME", server.UserNameReference)
            .WithEnvironment(context => context.EnvironmentVariables["MONGO_INITDB_ROOT_PASSWORD"] = server.PasswordParameter)
            .WithHealthCheck(check);
    }

    /// <summary>Adds a database; the server makes it when it is first written to.</summary>
    public static IResourceBuilder<MongoDBDatabaseResource> AddDatabase(
        this IResourceBuilder<MongoDBServerResource> builder, string name, string? databaseName = null)
        => builder.ApplicationBuilder.AddResource(new MongoDBDatabaseResource(name, databaseName ?? name, builder.Resource));

    /// <summary>Keeps the data in a volume.</summary>
    public static IResourceBuilder<MongoDBServerResource> WithDataVolume(
        this IResourceBuilder<MongoDBServerResource> builder, string? name = null, bool isReadOnly = false)
        => builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data/db", isReadOnly);
}
