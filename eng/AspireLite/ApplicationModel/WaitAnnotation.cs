namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Until the other runs and all its health checks pass.</summary>
    WaitUntilHealthy,

    /// <summary>Until the other has ended.</summary>
    WaitForCompletion,
}

/// <summary>A resource starts after another one.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="waitType">What to wait for.</param>
/// <param name="exitCode">The exit code it must end with.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What to wait for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code it must end with.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>A health check, registered with the application's services, that speaks for a resource.</summary>
/// <param name="key">The name of the registration.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name of the registration.</summary>
    public string Key { get; } = key;
}

/// <summary>Work to do once a resource is healthy for the first time, before its dependents start: creating databases, say.</summary>
internal sealed record ResourceReadyAnnotation(Func<CancellationToken, Task> Callback) : IResourceAnnotation;
