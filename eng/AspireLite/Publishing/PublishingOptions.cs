using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>What the command line says about publishing.</summary>
internal static class PublishingOptions
{
    private const string Manifest = "manifest", PublishManifest = "publish-manifest", FileName = "aspire-manifest.json";

    public static DistributedApplicationOperation OperationOf(IConfiguration configuration)
        => configuration["operation"]?.ToLowerInvariant() switch
        {
            null when configuration["publisher"] is null => DistributedApplicationOperation.Run,
            "run" => DistributedApplicationOperation.Run,
            null or "publish" => DistributedApplicationOperation.Publish,
            var other => throw new DistributedApplicationException($"Operation '{other}' is unknown: it is 'run' or 'publish'."),
        };

    /// <summary>The file to write: a name that ends in <c>.json</c> is the file, anything else the folder to put it in.</summary>
    public static string ManifestPathOf(IConfiguration configuration)
    {
        if (configuration["publisher"] is { } publisher && publisher != Manifest)
            throw new DistributedApplicationException($"Publisher '{publisher}' is not supported here: only '{Manifest}' is.");
        if (configuration["publisher"] is null && configuration["step"] != PublishManifest)
            throw new DistributedApplicationException($"Publishing step '{configuration["step"]}' is not supported here: only '{PublishManifest}' is.");

        var path = configuration["output-path"] ?? throw new DistributedApplicationException("Publishing the manifest needs --output-path.");
        return Path.GetFullPath(path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? path : Path.Combine(path, FileName));
    }
}
