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
    /// <summary>
    /// An application of the three integrations that <c>eng/HostingIntegrations</c> stands in for, and a service that uses them.
    /// </summary>
    internal static class SampleApplication
    {
        public static async Task<string> PublishAsync()
        {
            var root = Projects.Api.Folder;
            var manifest = Path.Combine(root, "manifest.json");
            var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
            {
                Args = ["--publisher", "manifest", "--output-path", manifest],
                ProjectDirectory = Path.Combine(root, "AppHost"),
                DisableDashboard = true,
            });
            Describe(builder);
            await builder.Build().RunAsync();
            return await File.ReadAllTextAsync(manifest);
        }

        private static void Describe(IDistributedApplicationBuilder builder)
        {
            var kafka = builder.AddKafka("kafka");
            var docs = builder.AddMongoDB("mongo").AddDatabase("docs");
            var elastic = builder.AddElasticsearch("elastic");

            builder.AddProject<Projects.Api>("api", launchProfileName: null)
                .WithReference(kafka).WithReference(docs).WithReference(elastic);
        }
    }
}
