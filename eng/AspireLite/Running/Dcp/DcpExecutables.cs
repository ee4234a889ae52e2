using System.Text.Json.Serialization;

namespace Aspire.Hosting.Running.Dcp;

internal sealed record DcpExecutableSpec
{
    public required string ExecutablePath { get; init; }

    public required string WorkingDirectory { get; init; }

    public List<string>? Args { get; init; }

    public List<DcpVariable>? Env { get; init; }

    public string ExecutionType { get; init; } = "Process";

    public DcpAmbientEnvironment AmbientEnvironment { get; init; } = new("Inherit");
}

internal sealed record DcpAmbientEnvironment(string Behavior);

internal sealed record DcpExecutableStatus
{
    public string? State { get; init; }

    [JsonPropertyName("pid")]
    public int? ProcessId { get; init; }

    public int? ExitCode { get; init; }

    public DateTimeOffset? StartupTimestamp { get; init; }

    public DateTimeOffset? FinishTimestamp { get; init; }

    public List<DcpVariable>? EffectiveEnv { get; init; }

    public List<string>? EffectiveArgs { get; init; }
}
