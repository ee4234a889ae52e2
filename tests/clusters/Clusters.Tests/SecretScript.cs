using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>What <c>manifests/secrets.sh</c> makes for an overlay without a vault.</summary>
internal static class SecretScript
{
    /// <summary>The Secrets by name, each with its keys; <paramref name="otherwise"/> for what is no overlay.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Made(string manifest, IReadOnlyDictionary<string,
        IReadOnlySet<string>> otherwise)
        => manifest.StartsWith("overlays/", StringComparison.Ordinal)
            ? Secrets(Run(manifest["overlays/".Length..], "/dev/null"))
            : otherwise;

    /// <summary>Runs it with values kept in <paramref name="file"/>.</summary>
    public static Command Run(string overlay, string file)
        => Command.Run("bash", [Repository.PathOf("manifests", "secrets.sh"), overlay], environment: [new("SECRETS_FILE", file)]);

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Secrets(Command run)
        => Manifest.Parse(run.Output).OfKind("Secret")
            .ToDictionary(
                secret => secret.Name, secret => (IReadOnlySet<string>)secret.Root.Map("stringData")
                    .Keys.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
}
