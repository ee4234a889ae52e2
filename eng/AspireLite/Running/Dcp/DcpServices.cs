namespace Aspire.Hosting.Running.Dcp;

/// <summary>A port of this machine that stays the same while the processes behind it come and go.</summary>
internal sealed record DcpServiceSpec
{
    public string Address { get; init; } = "localhost";

    /// <summary>The port wished for; when absent the orchestrator allocates one.</summary>
    public int? Port { get; init; }

    public string Protocol { get; init; } = "TCP";

    /// <summary><c>Localhost</c> puts a proxy in front, <c>Proxyless</c> hands out the process's own port.</summary>
    public string AddressAllocationMode { get; init; } = "Localhost";
}

internal sealed record DcpServiceStatus
{
    public string? State { get; init; }

    public string? EffectiveAddress { get; init; }

    public int? EffectivePort { get; init; }
}
