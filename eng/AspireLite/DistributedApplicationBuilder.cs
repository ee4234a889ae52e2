using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder host;
    private readonly ResourceCollection resources = [];

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        host = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = options.Args });
        AppHostDirectory = options.ProjectDirectory ?? host.Environment.ContentRootPath;
        ExecutionContext = new(PublishingOptions.OperationOf(host.Configuration));
        Secrets = new UserSecrets(options.Assembly);
        host.Configuration["AppHost:Sha256"] = Sha256(options.ProjectName ?? host.Environment.ApplicationName);

        host.Services.AddSingleton(options);
        host.Services.AddSingleton(TimeProvider.System);
        host.Services.AddSingleton(ExecutionContext);
        host.Services.AddSingleton(new DistributedApplicationModel(resources));
        host.Services.AddHealthChecks();
        // A server that is starting fails its checks; the dashboard says so, the log need not.
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        if (ExecutionContext.IsRunMode)
            host.Services.AddHostedService<ApplicationRunner>();
        else
            host.Services.AddSingleton<ManifestPublisher>();
    }

    public ConfigurationManager Configuration => host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => host.Environment;

    public IServiceCollection Services => host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources => resources;

    internal UserSecrets Secrets { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resources.Find(resource.Name) is { } other)
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' ({resource.GetType().Name}) cannot be added: there is a {other.GetType().Name} of that name.");
        resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
        => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build() => new(host.Build());

    // The manifest must not depend on where the repository was cloned to; volumes of a running application should.
    private string Sha256(string projectName) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        ExecutionContext.IsPublishMode ? projectName : Path.GetFullPath(Path.Join(AppHostDirectory, projectName)).ToLowerInvariant())));
}
