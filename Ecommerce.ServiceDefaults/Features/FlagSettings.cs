using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;

namespace Ecommerce.ServiceDefaults.Features;

/// <summary>
/// Flags as the shop's owner has switched them, else as the configuration has them at the moment: the setting of a flag's own name is
/// <c>true</c> or <c>false</c>.
/// </summary>
internal sealed partial class FlagSettings(IConfiguration configuration, FlagOverrides overrides, ILogger<FlagSettings> logger)
    : IFeatureDefinitionProvider
{
    // How Microsoft.FeatureManagement calls a filter that lets everybody in.
    private static readonly FeatureFilterConfiguration[] Everybody = [new() { Name = "AlwaysOn" }];

    private readonly ConcurrentDictionary<string, string> complainedOf = new(StringComparer.Ordinal);

    public Task<FeatureDefinition?> GetFeatureDefinitionAsync(string featureName)
        => Task.FromResult(FeatureFlags.Defaults.TryGetValue(featureName, out var byDefault) ? Define(featureName, byDefault) : null);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        await Task.CompletedTask;
        foreach (var (name, byDefault) in FeatureFlags.Defaults)
            yield return Define(name, byDefault);
    }

    private FeatureDefinition Define(string name, bool byDefault)
        => new() { Name = name, EnabledFor = overrides.Find(name) ?? IsDeployed(name, byDefault) ? Everybody : [] };

    private bool IsDeployed(string name, bool byDefault)
    {
        // A file that is just being written is empty for a moment.
        if (configuration[name] is not { } value || string.IsNullOrWhiteSpace(value))
            return byDefault;
        if (bool.TryParse(value, out var isOn))
            return isOn;
        if (complainedOf.GetValueOrDefault(name) != value)
        {
            complainedOf[name] = value;
            LogMalformed(name, byDefault);
        }

        return byDefault;
    }

    [LoggerMessage(LogLevel.Error, "Feature flag {Flag} is neither true nor false; it counts as {Default}")]
    private partial void LogMalformed(string flag, bool @default);
}
