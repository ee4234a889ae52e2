using System.IO.Pipelines;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.ImportProducts.Demo;

/// <summary>Imports the demo catalogue into a catalogue that never held anything. Of several replicas one does it.</summary>
internal sealed partial class DemoCatalogueSeeder(IProductStore store, ProductImport import, ILogger<DemoCatalogueSeeder> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await store.InTransactionAsync(LoadAsync, cancellationToken) is > 0 and var products)
            Loaded(logger, products);
    }

    private async Task<int> LoadAsync(ICatalogTransaction transaction, CancellationToken cancellationToken)
    {
        if (!await transaction.LockIfEmptyAsync(cancellationToken))
            return 0;

        await using var file = typeof(DemoCatalogueSeeder).Assembly.GetManifestResourceStream("catalog.ndjson")
            ?? throw new InvalidOperationException("The demo catalogue is not embedded.");
        var result = await import.RunAsync(PipeReader.Create(file), transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result.Imported;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Loaded the demo catalogue: {Products} products")]
    private static partial void Loaded(ILogger logger, int products);
}
