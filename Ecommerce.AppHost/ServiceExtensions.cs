using Ecommerce.AppHost.Running;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost;

/// <summary>What every service of the shop has in common.</summary>
internal static class ServiceExtensions
{
    private const string AllowedHosts = "AllowedHosts";

    /// <summary>Adds a service that serves HTTP and checks the access tokens of user-service.</summary>
    /// <param name="builder">The shop.</param>
    /// <param name="name">The service, in the model, in service discovery and in the cluster.</param>
    /// <param name="port">Its port on this machine, where people open it; <c>Ports:NAME</c> chooses another, 0 any free one.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(
        this IDistributedApplicationBuilder builder, string name, int? port = null)
        where TProject : IProjectMetadata, new()
        // No launch profile: it would give the service an https binding that nothing serves in a cluster.
        => builder.AddProject<TProject>(name, launchProfileName: null)
            .WithBuiltProgram(new TProject())
            .WithHttpEndpoint(port: builder.PortOf(name, port))
            // It serves http alone: nobody has to trust a certificate for it.
            .WithoutHttpsCertificate()
            .WithPatientCheck("http", ReadinessCheck.AskAsync)
            // Aspirate resolves these two; it leaves the placeholders of the others in its output.
            .WithReferenceEnvironment(
                ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
            .WithDevelopmentEnvironment()
            // The framework would believe whoever calls it about the client's address; see ProxyProof.
            .DisableForwardedHeaders()
            .WithEnvironment("Authentication__Authority", "http://user-service")
            .WithEnvironment("Authentication__Issuer", "https://ecommerce.example")
            .WithEnvironment("Authentication__Audience", "ecommerce");

    /// <summary>
    /// The service reads the shop's feature flags, one file each: in <c>features</c> on this machine, in a cluster where its ConfigMap is
    /// mounted.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithFeatureFlags(this IResourceBuilder<ProjectResource> service)
        => service.WithEnvironment("Features__Directory", service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? Path.Combine(service.ApplicationBuilder.AppHostDirectory, "features")
            : "/etc/feature-flags");

    /// <summary>
    /// Adds a password: on this machine generated once and kept in the developer's user secrets, in a deployment given by whoever
    /// deploys.
    /// </summary>
    /// <param name="builder">The shop.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="description">Whose it is, for whoever is asked for it.</param>
    public static IResourceBuilder<ParameterResource> AddPassword(
        this IDistributedApplicationBuilder builder, string name, string description)
        => (builder.ExecutionContext.IsRunMode
            // Letters and digits alone need no escaping in any connection string, shell or URL.
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true, persist: true)
            : builder.AddParameter(name, secret: true)).WithDescription(description);

    /// <summary>
    /// Lets a service call others for itself, with tokens that user-service gives it for a secret that only the two know.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithServiceAccount(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> userService, params string[] permissions)
    {
        var name = service.Resource.Name;
        var secret = service.ApplicationBuilder.AddPassword(
            $"{name}-secret", $"With it {name} signs in at user-service, to call others for itself.");
        userService.WithEnvironment($"ServiceAccounts__{name}__Secret", secret);
        foreach (var (index, permission) in permissions.Index())
            userService.WithEnvironment($"ServiceAccounts__{name}__Permissions__{index}", permission);
        return service.WithEnvironment("ServiceAccount__Name", name).WithEnvironment("ServiceAccount__Secret", secret);
    }

    /// <summary>
    /// On this machine pictures are kept in a folder beside the servers' data; in a cluster in the bucket of whoever deploys, which an
    /// overlay names.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithLocalPictures(this IResourceBuilder<ProjectResource> service)
    {
        var builder = service.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode)
            return service;
        var data = Path.GetFullPath(builder.Configuration["DataDirectory"] ?? "../.data", builder.AppHostDirectory);
        return service.WithEnvironment("Media__Folder", Path.Combine(data, "media"));
    }

    /// <summary>Whoever develops a receiver of webhooks runs it on this machine.</summary>
    public static IResourceBuilder<ProjectResource> WithLocalWebhooks(this IResourceBuilder<ProjectResource> service)
        => service.ApplicationBuilder.ExecutionContext.IsRunMode ? service.WithEnvironment("Webhooks__AllowLoopback", "true") : service;

    /// <summary>The port that was chosen for a resource on this machine, null for any free one.</summary>
    public static int? PortOf(this IDistributedApplicationBuilder builder, string name, int? port = null)
        // In a cluster the port is the cluster's business.
        => builder.ExecutionContext.IsRunMode && builder.Configuration.GetValue($"Ports:{name}", port) is { } chosen and not 0
            ? chosen
            : null;

    private static IResourceBuilder<ProjectResource> WithDevelopmentEnvironment(this IResourceBuilder<ProjectResource> service)
        => service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? service.WithEnvironment("ASPNETCORE_ENVIRONMENT", service.ApplicationBuilder.Environment.EnvironmentName)
                // A site that gives its own name this machine's address (DNS rebinding) is not answered.
                .WithEnvironment(AllowedHosts, service.ApplicationBuilder.Configuration[AllowedHosts] ?? "localhost;127.0.0.1;[::1]")
                // Aspire says each second, which keeps an idle shop and its dashboard busy.
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "10000")
            : service;
}
