using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A place where a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private readonly TaskCompletionSource<AllocatedEndpoint> allocated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? port;
    private int? targetPort;
    private string? transport;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="uriScheme">The scheme of its URL; the protocol's name where it is missing.</param>
    /// <param name="transport">What is spoken; <c>http</c> for HTTP's schemes, else the protocol's name.</param>
    /// <param name="name">Its name; the scheme where it is missing.</param>
    /// <param name="port">The port that callers use.</param>
    /// <param name="targetPort">The port the resource listens on.</param>
    /// <param name="isExternal">Whether it can be reached from outside the cluster.</param>
    /// <param name="isProxied">Whether the orchestrator stands between callers and the resource.</param>
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? ProtocolName;
        Name = name ?? UriScheme;
        ModelName.Validate("Endpoint", Name);
        this.transport = transport;
        this.port = port;
        this.targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    /// <summary>Its name, unique within the resource.</summary>
    public string Name { get; set; }

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol { get; set; }

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme { get; set; }

    /// <summary>The host the resource listens on.</summary>
    public string TargetHost { get; set; } = "localhost";

    /// <summary>Whether it can be reached from outside the cluster.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether the orchestrator stands between callers and the resource.</summary>
    public bool IsProxied { get; set; }

    /// <summary>Whether it speaks TLS.</summary>
    public bool TlsEnabled => UriScheme is "https";

    /// <summary>The port that callers use. Without a proxy both ports are one.</summary>
    public int? Port
    {
        get => port ?? (IsProxied ? null : targetPort);
        set => port = value;
    }

    /// <summary>The port the resource listens on.</summary>
    public int? TargetPort
    {
        get => targetPort ?? (IsProxied ? null : port);
        set => targetPort = value;
    }

    /// <summary>What is spoken.</summary>
    public string Transport
    {
        get => transport ?? (UriScheme is "http" or "https" ? "http" : ProtocolName);
        set => transport = value;
    }

    /// <summary>Where it really is, once the application runs.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => allocated.Task.IsCompletedSuccessfully ? allocated.Task.Result : null;
        set => allocated.TrySetResult(value ?? throw new InvalidOperationException($"Endpoint '{Name}' cannot be given back."));
    }

    internal string ProtocolName => Protocol.ToString().ToLowerInvariant();

    internal Task<AllocatedEndpoint> WhenAllocatedAsync(CancellationToken cancellationToken) => allocated.Task.WaitAsync(cancellationToken);
}
