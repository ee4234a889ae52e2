using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Redis.</summary>
public static class RedisBuilderExtensions
{
    private const int ServerPort = 6379;
    private const string Tag = "8.6";

    /// <summary>Adds a server.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        // A comma would end the password in the client's configuration string.
        var server = new RedisResource(
            name, password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false));
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(check, new TcpHealthCheck(server.PrimaryEndpoint));
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: ServerPort, name: "tcp", scheme: "redis")
            .WithImage("library/redis", Tag)
            .WithImageRegistry("docker.io")
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context => context.EnvironmentVariables["REDIS_PASSWORD"] = server.PasswordParameter)
            // Through a shell, which keeps the password out of the arguments that everybody sees.
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add("redis-server --requirepass $REDIS_PASSWORD" + (server.IsPersistent ? " --save 60 1" : ""));
            })
            .WithHealthCheck(check);
    }

    /// <summary>Keeps the data in a volume: a snapshot a minute, if anything changed.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Resource.IsPersistent = !isReadOnly;
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data", isReadOnly);
    }
}
