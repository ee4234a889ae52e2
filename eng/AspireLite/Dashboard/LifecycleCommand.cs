using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Dashboard;

/// <summary>Start, stop and restart, under the names that the dashboard and its tools know.</summary>
internal static class LifecycleCommand
{
    public const string Start = "resource-start";
    public const string Stop = "resource-stop";
    public const string Restart = "resource-restart";

    public static IEnumerable<ResourceCommand> For(string? state)
    {
        yield return Describe(Start, "Start", "Start this resource", "Play", IconVariant.Filled, StartIn(state), highlighted: true);
        yield return Describe(Stop, "Stop", "Stop this resource", "Stop", IconVariant.Filled, StopIn(state), highlighted: true);
        yield return Describe(
            Restart, "Restart", "Stop this resource and start it again", "ArrowCounterclockwise", IconVariant.Regular, RestartIn(state), highlighted: false);
    }

    private static ResourceCommandState StartIn(string? state) =>
        state is ResourceState.NotStarted or ResourceState.Waiting || ResourceState.IsTerminal(state) ? ResourceCommandState.Enabled
        : IsSettled(state) ? ResourceCommandState.Hidden
        : ResourceCommandState.Disabled;

    private static ResourceCommandState StopIn(string? state) => state switch
    {
        ResourceState.Running => ResourceCommandState.Enabled,
        ResourceState.Stopping => ResourceCommandState.Disabled,
        _ => ResourceCommandState.Hidden,
    };

    private static ResourceCommandState RestartIn(string? state) =>
        IsSettled(state) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsSettled(string? state) => state is ResourceState.Running;

    private static ResourceCommand Describe(
        string name, string label, string description, string icon, IconVariant variant, ResourceCommandState state, bool highlighted) => new()
        {
            Name = name,
            DisplayName = label,
            DisplayDescription = description,
            IconName = icon,
            IconVariant = variant,
            State = state,
            IsHighlighted = highlighted,
        };
}
