using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting;

/// <summary>The developer's own secrets of this app host: outside the repository, the same file that <c>dotnet user-secrets</c> edits.</summary>
internal sealed class UserSecrets(string? path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public UserSecrets(Assembly? appHost)
        : this(appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id ? PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId) : null)
    {
    }

    /// <summary>Reads a secret.</summary>
    public string? Get(string key) => Read()[key]?.GetValue<string>();

    /// <summary>Keeps a secret for the next start, if this app host has a place for secrets.</summary>
    public void Set(string key, string value)
    {
        if (path is null)
            return;

        var secrets = Read();
        secrets[key] = value;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        File.WriteAllText(draft, secrets.ToJsonString(Indented));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(draft, OwnerOnly);
        File.Move(draft, path, overwrite: true);
    }

    private JsonObject Read() => path is not null && File.Exists(path) && JsonNode.Parse(File.ReadAllText(path)) is JsonObject secrets ? secrets : [];
}
