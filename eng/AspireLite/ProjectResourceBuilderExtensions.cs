using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>.NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the app host references.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
        => builder.AddProject(name, new TProject(), useProfile: true, null);

    /// <summary>Adds a project that the app host references, started by a launch profile, or by none.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
        => builder.AddProject(name, new TProject(), useProfile: launchProfileName is not null, launchProfileName);

    /// <summary>Adds a project by its path, started by a launch profile, or by none.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName)
        => builder.AddProject(
            name, new ProjectMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)),
            useProfile: launchProfileName is not null, launchProfileName);

    internal static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, bool useProfile, string? profileName)
    {
        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        var profile = useProfile ? LaunchProfile.Find(metadata.ProjectPath, profileName, builder.Configuration["DOTNET_LAUNCH_PROFILE"]) : null;
        return builder.ExecutionContext.IsPublishMode ? project.ForPublishing(profile?.Profile) : project.ForRunning(profile);
    }

    private static IResourceBuilder<ProjectResource> ForPublishing(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment(context =>
        {
            if (project.Resource.GetEndpoints().Any())
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            AddPorts(context, project.Resource, "http");
            AddPorts(context, project.Resource, "https");
        });

        // Ports of a developer's machine mean nothing in a cluster; that the project serves HTTP does.
        if (profile?.ApplicationUrl is not null)
        {
            project.WithEndpoint("http", endpoint => endpoint.UriScheme = "http");
            project.WithEndpoint("https", endpoint => (endpoint.UriScheme, project.Resource.DefaultHttpsEndpoint) = ("https", endpoint));
        }

        return project;
    }

    private static IResourceBuilder<ProjectResource> ForRunning(
        this IResourceBuilder<ProjectResource> project, (string Name, LaunchProfile Profile)? launch)
    {
        project.WithEnvironment(context =>
        {
            var urls = new ReferenceExpressionBuilder();
            foreach (var endpoint in project.Resource.GetEndpoints().Where(endpoint => endpoint.Scheme is "http" or "https"))
            {
                urls.AppendLiteral(urls.IsEmpty ? "" : ";");
                urls.Append($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Property(EndpointProperty.TargetPort)}");
            }

            if (!urls.IsEmpty)
                context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", urls.Build());
        });
        return launch is var (name, profile) ? project.WithLaunchProfile(name, profile) : project;
    }

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(this IResourceBuilder<ProjectResource> project, string name, LaunchProfile profile)
    {
        foreach (var url in (profile.ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => new Uri(url)))
        {
            var twins = project.Resource.GetEndpoints().Count(endpoint => endpoint.Scheme == url.Scheme);
            project.WithEndpoint(twins == 0 ? url.Scheme : $"{url.Scheme}{twins + 1}", endpoint =>
            {
                (endpoint.UriScheme, endpoint.Port, endpoint.TargetHost) = (url.Scheme, url.Port, url.Host);
            });
        }

        return project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
            foreach (var (variable, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
        });
    }

    private static void AddPorts(EnvironmentCallbackContext context, ProjectResource project, string scheme)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(endpoint => endpoint.Scheme == scheme))
        {
            if (endpoint.EndpointAnnotation == project.DefaultHttpsEndpoint)
                continue;
            ports.AppendLiteral(ports.IsEmpty ? "" : ";");
            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
            context.EnvironmentVariables.TryAdd($"{scheme.ToUpperInvariant()}_PORTS", ports.Build());
    }
}
