using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Projects
{
    internal sealed class Api : IProjectMetadata
    {
        public static string Folder { get; } = Directory.CreateTempSubdirectory("sample-").FullName;

        public string ProjectPath => Path.Combine(Folder, "Api", "Api.csproj");
    }
}

namespace Ecommerce.Manifests.Tests
{
    /// <summary>An application that uses most of what a manifest can say, laid out in a folder of its own.</summary>
    internal static class SampleApplication
    {
        private const string LaunchSettings = """
            { "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5123" } } }
            """;

        public static async Task<string> PublishAsync()
        {
            var root = Projects.Api.Folder;
            Directory.CreateDirectory(Path.Combine(root, "Api", "Properties"));
            await File.WriteAllTextAsync(Path.Combine(root, "Api", "Properties", "launchSettings.json"), LaunchSettings);
            var manifest = Path.Combine(root, "manifest.json");

            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
            {
                Args = ["--publisher", "manifest", "--output-path", manifest, "--applicationName", "AppHost"],
                ProjectDirectory = Path.Combine(root, "AppHost"),
                ProjectName = "AppHost.csproj",
            });
            Describe(builder);
            await builder.Build().RunAsync();
            return await File.ReadAllTextAsync(manifest);
        }

        private static void Describe(IDistributedApplicationBuilder builder)
        {
            var secret = builder.AddParameter("api-key", secret: true);
            var plain = builder.AddParameter("region", "eu-west");
            var pg = builder.AddPostgres("postgres").WithDataVolume();
            var catalogdb = pg.AddDatabase("catalogdb", "catalog");
            var redis = builder.AddRedis("redis");
            var kafka = builder.AddKafka("kafka");
            var mongodb = builder.AddMongoDB("mongo").AddDatabase("docs");
            var es = builder.AddElasticsearch("elastic");

            var api = builder.AddProject<Projects.Api>("api")
                .WithReference(catalogdb).WaitFor(catalogdb)
                .WithReference(redis).WithReference(kafka).WithReference(mongodb).WithReference(es)
                .WithEnvironment("API_KEY", secret)
                .WithEnvironment("REGION", plain)
                .WithEnvironment("FIXED", "1")
                .WithReplicas(2)
                .WithHttpHealthCheck("/health")
                .WithExternalHttpEndpoints();

            builder.AddProject("web", "../Api/Api.csproj", launchProfileName: "http")
                .WithReference(api).WaitFor(api)
                .WithEnvironment("API_URL", api.GetEndpoint("http"))
                .WithArgs("--foo", "bar");

            builder.AddContainer("nginx", "nginx", "1.27")
                .WithHttpEndpoint(targetPort: 80, name: "http")
                .WithBindMount("./conf", "/etc/nginx/conf.d", isReadOnly: true);
            builder.AddExecutable("worker", "sleep", ".", "1000").WithReference(api);
        }
    }
}
