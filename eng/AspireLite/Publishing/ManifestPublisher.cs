namespace Aspire.Hosting.Publishing;

internal sealed class ManifestPublisher
{
    public Task PublishAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
