namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint really is.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="address">The host that callers use.</param>
/// <param name="port">The port that callers use.</param>
/// <param name="targetPortExpression">What the orchestrator replaces by the port to listen on.</param>
public class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port, string? targetPortExpression = null)
{
    /// <summary>The endpoint.</summary>
    public EndpointAnnotation Endpoint { get; } = endpoint;

    /// <summary>The host that callers use.</summary>
    public string Address { get; } = address;

    /// <summary>The port that callers use.</summary>
    public int Port { get; } = port;

    /// <summary>What the orchestrator replaces by the port to listen on.</summary>
    public string? TargetPortExpression { get; } = targetPortExpression;

    /// <summary>The scheme of its URL.</summary>
    public string UriScheme => Endpoint.UriScheme;

    /// <summary>Host and port.</summary>
    public string EndPointString => $"{Address}:{Port}";

    /// <summary>Its URL.</summary>
    public string UriString => $"{UriScheme}://{EndPointString}";

    /// <inheritdoc />
    public override string ToString() => UriString;
}
