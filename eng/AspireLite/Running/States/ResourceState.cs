namespace Aspire.Hosting.Running.States;

/// <summary>The states that the dashboard knows by name.</summary>
internal static class ResourceState
{
    public const string NotStarted = "NotStarted";
    public const string Waiting = "Waiting";
    public const string Starting = "Starting";
    public const string Running = "Running";
    public const string Stopping = "Stopping";
    public const string Finished = "Finished";
    public const string Exited = "Exited";
    public const string FailedToStart = "FailedToStart";
    public const string RuntimeUnhealthy = "RuntimeUnhealthy";
    public const string ValueMissing = "ValueMissing";

    /// <summary>Whether a resource in this state has ended, well or badly, and can be started again.</summary>
    public static bool IsTerminal(string? state) => state is Finished or Exited or FailedToStart or "Terminated" or "Unknown";
}
