namespace Aspire.Hosting.Running.Dcp;

/// <summary>An object of the orchestrator's API, in the shape that Kubernetes gave it.</summary>
internal sealed record DcpObject<TSpec, TStatus>(string Kind, DcpMetadata Metadata, TSpec Spec)
    where TSpec : class
    where TStatus : class
{
    public string ApiVersion { get; init; } = DcpKinds.ApiVersion;

    public TStatus? Status { get; init; }
}

internal sealed record DcpMetadata(string Name)
{
    public Dictionary<string, string>? Annotations { get; init; }

    public string? Uid { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }
}

/// <summary>One line of a watch stream: <c>ADDED</c>, <c>MODIFIED</c>, <c>DELETED</c> or <c>ERROR</c>.</summary>
internal sealed record DcpChange<TSpec, TStatus>(string Type, DcpObject<TSpec, TStatus> Object)
    where TSpec : class
    where TStatus : class;

internal sealed record DcpVariable(string Name, string? Value);

/// <summary>The link from a process or container to the service that its port serves.</summary>
internal sealed record DcpServiceProducer(string ServiceName, string? Address, int? Port);

/// <summary>One step of a JSON patch.</summary>
internal sealed record DcpPatch(string Op, string Path, bool Value);

internal sealed record DcpExecution(string Status);
