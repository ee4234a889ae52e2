using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>One way to start a project, as <c>Properties/launchSettings.json</c> lists them.</summary>
internal sealed class LaunchProfile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string? CommandName { get; set; }

    public string? ApplicationUrl { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];

    /// <summary>The profile of a name; without a name that of the app host where the project has one, else the first.</summary>
    public static (string Name, LaunchProfile Profile)? Find(string projectPath, string? name, string? appHostProfile)
    {
        var profiles = Read(projectPath);
        if (name is not null)
            return profiles.TryGetValue(name, out var named)
                ? (name, named)
                : throw new DistributedApplicationException($"Project '{projectPath}' has no launch profile '{name}'.");

        if (appHostProfile is not null && profiles.TryGetValue(appHostProfile, out var same))
            return (appHostProfile, same);

        var first = profiles.FirstOrDefault(profile => profile.Value.CommandName == "Project");
        return first.Value is null ? null : (first.Key, first.Value);
    }

    private static Dictionary<string, LaunchProfile> Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Json)?.Profiles ?? [] : [];
    }

    private sealed record LaunchSettings(Dictionary<string, LaunchProfile> Profiles);
}
