using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.States;

/// <summary>All that is known of a resource, or of one of its replicas, at one moment.</summary>
/// <param name="Name">Unique; the name of the orchestrator's object where there is one.</param>
/// <param name="ResourceName">The name in the model, which replicas share.</param>
internal sealed record ResourceSnapshot(string Name, string ResourceName, string Type)
{
    public string? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public ImmutableDictionary<string, SnapshotProperty> Properties { get; init; } = ImmutableDictionary<string, SnapshotProperty>.Empty;

    public ImmutableArray<SnapshotVariable> Environment { get; init; } = [];

    public ImmutableArray<SnapshotUrl> Urls { get; init; } = [];

    public ImmutableArray<SnapshotVolume> Volumes { get; init; } = [];

    public ImmutableArray<SnapshotRelationship> Relationships { get; init; } = [];

    public ImmutableArray<HealthCheckReport> HealthReports { get; init; } = [];

    /// <summary>What the application host has to say about it: shown among its console lines.</summary>
    public ImmutableList<SnapshotNote> Notes { get; init; } = [];

    /// <summary>The orchestrator's console of the latest run; null before the first one.</summary>
    public SnapshotConsole? Console { get; init; }

    /// <summary>Whether it can be started, stopped and restarted by hand.</summary>
    public bool HasLifecycle { get; init; }

    public bool IsHidden { get; init; }

    public bool IsHealthy => State == ResourceState.Running && HealthReports.All(r => r.Status == HealthStatus.Healthy);

    public ResourceSnapshot With(string property, object? value, bool sensitive = false) => value is null
        ? this
        : this with { Properties = Properties.SetItem(property, new SnapshotProperty(value, sensitive)) };
}

/// <param name="Value">A string, a number, or a list of strings.</param>
internal sealed record SnapshotProperty(object Value, bool IsSensitive);

internal sealed record SnapshotVariable(string Name, string? Value, bool IsFromModel);

internal sealed record SnapshotUrl(string? Endpoint, string Url, string DisplayText, int DisplayOrder, bool IsInternal, bool IsInactive);

internal sealed record SnapshotVolume(string Source, string Target, string Type, bool IsReadOnly);

internal sealed record SnapshotRelationship(string ResourceName, string Type);

/// <param name="Status">Null until the check has run once.</param>
internal sealed record HealthCheckReport(string Key, HealthStatus? Status, string? Description, string? Error, DateTimeOffset? RanAt);

internal sealed record SnapshotNote(DateTimeOffset WrittenAt, string Text, bool IsError);

/// <param name="Kind">The plural of the object's kind in the orchestrator's API.</param>
/// <param name="Run">Differs for every run, though the name stays.</param>
internal sealed record SnapshotConsole(string Kind, string Run);
