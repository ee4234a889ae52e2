using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>What a .NET project is told, unless the model or its launch profile says otherwise.</summary>
internal static class ProjectEnvironment
{
    public static IEnumerable<KeyValuePair<string, object>> For(ResourceInstance instance, string environmentName, TelemetryEndpoint? telemetry)
    {
        if (instance.Resource is not ProjectResource) return [];
        KeyValuePair<string, object> environment = new("ASPNETCORE_ENVIRONMENT", environmentName);
        return telemetry is null ? [environment] : [environment, .. TelemetryEnvironment.For(instance, telemetry)];
    }
}
