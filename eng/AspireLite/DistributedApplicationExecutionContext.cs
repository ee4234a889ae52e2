namespace Aspire.Hosting;

/// <summary>What an app host is asked to do.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Run the application on this machine.</summary>
    Run,

    /// <summary>Describe it for a deployment.</summary>
    Publish,
}

/// <summary>Whether the application runs or is published.</summary>
/// <param name="operation">What the app host is asked to do.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What the app host is asked to do.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether the application is published.</summary>
    public bool IsPublishMode => Operation is DistributedApplicationOperation.Publish;

    /// <summary>Whether the application runs.</summary>
    public bool IsRunMode => Operation is DistributedApplicationOperation.Run;
}
