using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>Publishes the manifest: the model as JSON, for tools that deploy it.</summary>
internal sealed class ManifestPublisher(
    DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext, IConfiguration configuration)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var path = PublishingOptions.ManifestPathOf(configuration);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);

        // Whole or not at all: half a manifest is worse than an old one.
        var draft = path + ".new";
        await using (var file = File.Create(draft))
        await using (var writer = new Utf8JsonWriter(file, Indented))
            await new ManifestWriter(writer, executionContext, folder).WriteAsync(model, cancellationToken);
        File.Move(draft, path, overwrite: true);
        await Console.Out.WriteLineAsync($"Published manifest to: {path}");
    }
}
