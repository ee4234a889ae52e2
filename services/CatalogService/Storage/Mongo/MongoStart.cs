namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>Makes collections' indexes before anything else of the service starts.</summary>
internal sealed class MongoStart(MongoCatalogue catalogue) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => catalogue.PrepareAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
