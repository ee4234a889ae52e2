using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

/// <summary>App hosts to try things with, in folders of their own.</summary>
internal static class Model
{
    public static string Folder { get; } = Directory.CreateTempSubdirectory("model-").FullName;

    public static IDistributedApplicationBuilder Running(params string[] arguments) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = arguments, ProjectDirectory = Folder, ProjectName = "AppHost.csproj" });

    public static IDistributedApplicationBuilder Publishing() => Running("--publisher", "manifest", "--output-path", NewFile());

    /// <summary>The resources of the manifest.</summary>
    public static async Task<JsonObject> PublishAsync(this IDistributedApplicationBuilder builder)
    {
        await using var application = builder.Build();
        await application.RunAsync();
        var manifest = await File.ReadAllTextAsync(builder.Configuration["output-path"]!);
        return JsonNode.Parse(manifest)!["resources"]!.AsObject();
    }

    /// <summary>The environment of a resource as its process would see it.</summary>
    public static async Task<Dictionary<string, string?>> EnvironmentAsync(this IDistributedApplicationBuilder builder, IResource resource)
    {
        var environment = new Dictionary<string, string?>();
        foreach (var (name, value) in await resource.GetEnvironmentAsync(builder.ExecutionContext))
            environment[name] = await ResourceConfiguration.ResolveAsync(value, CancellationToken.None);
        return environment;
    }

    public static IResourceBuilder<ExecutableResource> AddWorker(this IDistributedApplicationBuilder builder, string name = "worker")
        => builder.AddExecutable(name, "sleep", ".", "1");

    /// <summary>Gives an endpoint the place that an orchestrator would.</summary>
    public static void Allocate(this EndpointReference endpoint, int port)
        => endpoint.EndpointAnnotation.AllocatedEndpoint = new AllocatedEndpoint(endpoint.EndpointAnnotation, "localhost", port, "{{the port}}");

    public static string NewFile() => Path.Combine(Folder, $"{Guid.CreateVersion7():n}.json");
}
