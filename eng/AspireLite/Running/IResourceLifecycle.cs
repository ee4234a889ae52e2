namespace Aspire.Hosting.Running;

/// <summary>What a person may do to a running resource; the name is that of one replica.</summary>
internal interface IResourceLifecycle
{
    Task StartAsync(string name, CancellationToken cancellationToken);

    Task StopAsync(string name, CancellationToken cancellationToken);

    Task RestartAsync(string name, CancellationToken cancellationToken);
}
