using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Running.States;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>A snapshot in the words of the dashboard's protocol.</summary>
internal static class ResourceMessage
{
    public static Resource Of(ResourceSnapshot snapshot)
    {
        var message = new Resource
        {
            Name = snapshot.Name,
            ResourceType = snapshot.Type,
            DisplayName = snapshot.ResourceName,
            Uid = snapshot.Name,
            IsHidden = snapshot.IsHidden,
            SupportsDetailedTelemetry = true,
            CreatedAt = TimeOf(snapshot.CreatedAt),
            StartedAt = TimeOf(snapshot.StartedAt),
            StoppedAt = TimeOf(snapshot.StoppedAt),
            Environment = { snapshot.Environment.Select(Of) },
            Properties = { PropertiesOf(snapshot) },
            Urls = { snapshot.Urls.Select(Of) },
            Volumes = { snapshot.Volumes.Select(Of) },
            HealthReports = { snapshot.HealthReports.Select(Of) },
            Relationships = { snapshot.Relationships.Select(r => new ResourceRelationship { ResourceName = r.ResourceName, Type = r.Type }) },
        };
        if (snapshot.State is { } state) message.State = state;
        if (snapshot.HasLifecycle) message.Commands.AddRange(LifecycleCommand.For(snapshot.State));
        return message;
    }

    private static IEnumerable<ResourceProperty> PropertiesOf(ResourceSnapshot snapshot)
    {
        foreach (var (name, property) in snapshot.Properties)
            yield return new ResourceProperty { Name = name, Value = ValueOf(property.Value), IsSensitive = property.IsSensitive };
        if (snapshot.ExitCode is { } code)
            yield return new ResourceProperty { Name = "resource.exitCode", Value = Value.ForNumber(code) };
    }

    private static Value ValueOf(object value) => value switch
    {
        int number => Value.ForNumber(number),
        IEnumerable<string> list => Value.ForList([.. list.Select(Value.ForString)]),
        _ => Value.ForString(value.ToString() ?? ""),
    };

    private static EnvironmentVariable Of(SnapshotVariable variable) =>
        new() { Name = variable.Name, Value = variable.Value ?? "", IsFromSpec = variable.IsFromModel };

    private static Url Of(SnapshotUrl url)
    {
        var message = new Url
        {
            FullUrl = url.Url,
            IsInternal = url.IsInternal,
            IsInactive = url.IsInactive,
            DisplayProperties = new UrlDisplayProperties { DisplayName = url.DisplayText, SortOrder = url.DisplayOrder },
        };
        if (url.Endpoint is { } endpoint) message.EndpointName = endpoint;
        return message;
    }

    private static Volume Of(SnapshotVolume volume) =>
        new() { Source = volume.Source, Target = volume.Target, MountType = volume.Type, IsReadOnly = volume.IsReadOnly };

    private static HealthReport Of(HealthCheckReport report)
    {
        var message = new HealthReport
        {
            Key = report.Key,
            Description = report.Description ?? "",
            Exception = report.Error ?? "",
            LastRunAt = TimeOf(report.RanAt),
        };
        if (report.Status is { } status) message.Status = Of(status);
        return message;
    }

    private static HealthStatus Of(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus status) => status switch
    {
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy => HealthStatus.Healthy,
        Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded => HealthStatus.Degraded,
        _ => HealthStatus.Unhealthy,
    };

    private static Timestamp? TimeOf(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}
