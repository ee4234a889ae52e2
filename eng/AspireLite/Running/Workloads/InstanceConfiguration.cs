using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>The environment and the arguments of one replica, every value resolved.</summary>
internal sealed class InstanceConfiguration(
    DistributedApplicationExecutionContext context, string environmentName, TelemetryEndpoint? telemetry)
{
    public async Task<List<DcpVariable>> EnvironmentAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>(ProjectEnvironment.For(instance, environmentName, telemetry));
        foreach (var (name, value) in await instance.Resource.GetEnvironmentAsync(context, cancellationToken)) variables[name] = value;

        var resolved = new List<DcpVariable>();
        foreach (var (name, value) in variables)
            resolved.Add(new DcpVariable(name, await ResourceConfiguration.ResolveAsync(value, cancellationToken)));
        return resolved;
    }

    public async Task<List<string>> ArgumentsAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var resolved = new List<string>();
        foreach (var argument in await instance.Resource.GetArgumentsAsync(context, cancellationToken))
        {
            if (await ResourceConfiguration.ResolveAsync(argument, cancellationToken) is { } text) resolved.Add(text);
        }

        return resolved;
    }
}
