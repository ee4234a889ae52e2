using System.Runtime.CompilerServices;
using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.States;
using Google.Protobuf;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the dashboard asks of the application host, answered from the states, the consoles and the lifecycle.</summary>
internal sealed class ResourceService(string applicationName, ResourceStates states, ConsoleLogs consoles, IResourceLifecycle lifecycle)
{
    public Task<IMessage> DescribeApplicationAsync(ApplicationInformationRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IMessage>(new ApplicationInformationResponse { ApplicationName = applicationName });

    public async IAsyncEnumerable<IMessage> WatchResourcesAsync(
        WatchResourcesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = states.Subscribe();
        yield return new WatchResourcesUpdate
        {
            InitialData = new InitialResourceData { Resources = { subscription.Initial.Select(ResourceMessage.Of) } },
        };
        while (await subscription.Changes.WaitToReadAsync(cancellationToken))
        {
            var latest = new Dictionary<string, ResourceSnapshot>();
            while (subscription.Changes.TryRead(out var changed)) latest[changed.Name] = changed;
            var changes = latest.Values.Select(s => new WatchResourcesChange { Upsert = ResourceMessage.Of(s) });
            yield return new WatchResourcesUpdate { Changes = new WatchResourcesChanges { Value = { changes } } };
        }
    }

    public async IAsyncEnumerable<IMessage> WatchConsoleAsync(
        WatchResourceConsoleLogsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var lines in consoles.ReadAsync(request.ResourceName, !request.SuppressFollow, cancellationToken))
        {
            var update = new WatchResourceConsoleLogsUpdate();
            foreach (var line in lines)
                update.LogLines.Add(new ConsoleLogLine { Text = line.Text, IsStdErr = line.IsError, LineNumber = ++number });
            yield return update;
        }
    }

    public async Task<IMessage> ExecuteAsync(ResourceCommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await (request.CommandName switch
            {
                LifecycleCommand.Start => lifecycle.StartAsync(request.ResourceName, cancellationToken),
                LifecycleCommand.Stop => lifecycle.StopAsync(request.ResourceName, cancellationToken),
                LifecycleCommand.Restart => lifecycle.RestartAsync(request.ResourceName, cancellationToken),
                _ => throw new DistributedApplicationException($"There is no command '{request.CommandName}'."),
            });
            return new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Succeeded };
        }
        catch (Exception e) when (e is DistributedApplicationException or HttpRequestException)
        {
            return new ResourceCommandResponse { Kind = ResourceCommandResponseKind.Failed, ErrorMessage = e.Message };
        }
    }
}
