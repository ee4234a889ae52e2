using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>What a replica looks like: at first from the model alone, then with each status the orchestrator reports.</summary>
internal static class InstanceSnapshots
{
    public static ResourceSnapshot Initial(ResourceInstance instance, DateTimeOffset now) =>
        new ResourceSnapshot(instance.Name, instance.Resource.Name, TypeOf(instance.Resource))
        {
            State = ResourceState.NotStarted,
            CreatedAt = now,
            // Nobody wants to stop the dashboard from within the dashboard.
            HasLifecycle = instance.Resource is not DashboardResource,
            IsHidden = instance.Resource is DashboardResource,
            HealthReports = UnknownHealth(instance.Resource),
            Relationships = ResourceRelationships.Of(instance.Resource),
            Urls = UrlsOf(instance.Resource, isRunning: false),
        }.With("project.path", (instance.Resource as ProjectResource)?.Metadata.ProjectPath);

    public static ImmutableArray<HealthCheckReport> UnknownHealth(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(c => new HealthCheckReport(c.Key, null, null, null, null))];

    public static ResourceSnapshot Apply(
        IResource resource, ResourceSnapshot before, DcpObject<DcpExecutableSpec, DcpExecutableStatus> executable)
    {
        var (spec, status) = (executable.Spec, executable.Status ?? new DcpExecutableStatus());
        var after = before with
        {
            ExitCode = status.ExitCode,
            StartedAt = status.StartupTimestamp,
            StoppedAt = status.FinishTimestamp,
            Environment = EnvironmentOf(status.EffectiveEnv, spec.Env),
        };
        return Observe(resource, after, status.State, DcpKinds.Executables.Plural, executable.Metadata)
            .With("executable.path", spec.ExecutablePath)
            .With("executable.workDir", spec.WorkingDirectory)
            .With("executable.args", status.EffectiveArgs ?? spec.Args, sensitive: true)
            .With("executable.pid", status.ProcessId);
    }

    public static ResourceSnapshot Apply(
        IResource resource, ResourceSnapshot before, DcpObject<DcpContainerSpec, DcpContainerStatus> container)
    {
        var (spec, status) = (container.Spec, container.Status ?? new DcpContainerStatus());
        var after = before with
        {
            ExitCode = status.ExitCode is -1 ? null : status.ExitCode,
            StartedAt = status.StartupTimestamp,
            StoppedAt = status.FinishTimestamp,
            Environment = EnvironmentOf(status.EffectiveEnv, spec.Env),
            Volumes = [.. (spec.VolumeMounts ?? []).Select(m => new SnapshotVolume(m.Source ?? "", m.Target, m.Type, m.ReadOnly))],
        };
        return Observe(resource, after, status.State, DcpKinds.Containers.Plural, container.Metadata)
            .With("container.image", spec.Image)
            .With("container.id", status.ContainerId)
            .With("container.command", spec.Command)
            .With("container.args", spec.Args, sensitive: true);
    }

    private static ResourceSnapshot Observe(IResource resource, ResourceSnapshot after, string? state, string kind, DcpMetadata metadata) =>
        string.IsNullOrEmpty(state)
            ? after
            : after with
            {
                State = state,
                Urls = UrlsOf(resource, state == ResourceState.Running),
                Console = new SnapshotConsole(kind, metadata.Uid ?? metadata.Name),
            };

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        ContainerResource => "Container",
        _ => "Executable",
    };

    private static ImmutableArray<SnapshotVariable> EnvironmentOf(List<DcpVariable>? effective, List<DcpVariable>? written)
    {
        var fromModel = (written ?? []).Select(v => v.Name).ToHashSet();
        return [.. (effective ?? written ?? []).OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => new SnapshotVariable(v.Name, v.Value, fromModel.Contains(v.Name)))];
    }

    private static ImmutableArray<SnapshotUrl> UrlsOf(IResource resource, bool isRunning) =>
    [
        .. ServiceProducers.EndpointsOf(resource).Where(e => e.AllocatedEndpoint is not null)
            .Select(e => UrlOf(resource, e)).Select(url => new SnapshotUrl(
                url.Endpoint!.EndpointName, url.Url, url.DisplayText ?? "", 0, IsInternal: false, IsInactive: !isRunning)),
    ];

    private static ResourceUrlAnnotation UrlOf(IResource resource, EndpointAnnotation endpoint)
    {
        var url = new ResourceUrlAnnotation { Url = endpoint.AllocatedEndpoint!.UriString, Endpoint = new EndpointReference((IResourceWithEndpoints)resource, endpoint.Name) };
        foreach (var annotation in resource.Annotations.OfType<EndpointUrlAnnotation>().Where(a => a.EndpointName == endpoint.Name))
            annotation.Change(url);
        return url;
    }
}
