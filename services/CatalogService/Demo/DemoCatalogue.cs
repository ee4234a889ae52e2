using System.IO.Pipelines;
using Ecommerce.CatalogService.Import;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Demo;

/// <summary>Fills a catalogue that never held anything, so that a new shop has something to show. Of several replicas one does it.</summary>
internal sealed partial class DemoCatalogue(IProductStore store, ProductImport import, ILogger<DemoCatalogue> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await store.BeginAsync(cancellationToken);
        if (!await transaction.LockIfEmptyAsync(cancellationToken))
            return;

        await using var file = typeof(DemoCatalogue).Assembly.GetManifestResourceStream("catalog.ndjson")
            ?? throw new InvalidOperationException("The demo catalogue is not embedded.");
        var result = await import.RunAsync(PipeReader.Create(file), transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Loaded(logger, result.Imported);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Loaded the demo catalogue: {Products} products")]
    private static partial void Loaded(ILogger logger, int products);
}
