namespace Aspire.Hosting.Running.Dcp;

internal sealed record DcpContainerSpec
{
    public string? ContainerName { get; init; }

    public required string Image { get; init; }

    public string? Command { get; init; }

    public List<string>? Args { get; init; }

    public List<DcpVariable>? Env { get; init; }

    public List<DcpContainerPort>? Ports { get; init; }

    public List<DcpVolumeMount>? VolumeMounts { get; init; }

    public List<DcpNetworkConnection>? Networks { get; init; }

    public bool Persistent { get; init; }
}

internal sealed record DcpContainerPort(int ContainerPort)
{
    public string Protocol { get; init; } = "TCP";

    public string HostIP { get; init; } = "127.0.0.1";
}

/// <summary>A mount of type <c>bind</c> or <c>volume</c>.</summary>
internal sealed record DcpVolumeMount(string Type, string? Source, string Target, bool ReadOnly);

internal sealed record DcpNetworkConnection(string Name, List<string> Aliases);

internal sealed record DcpContainerStatus
{
    public string? State { get; init; }

    public string? ContainerId { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? StartupTimestamp { get; init; }

    public DateTimeOffset? FinishTimestamp { get; init; }

    public List<DcpVariable>? EffectiveEnv { get; init; }

    public string? Message { get; init; }
}

internal sealed record DcpNetworkSpec(string NetworkName);

internal sealed record DcpNetworkStatus
{
    public string? State { get; init; }
}
