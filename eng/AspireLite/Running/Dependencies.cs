using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running;

/// <summary>Holds a resource back until what it waits for is ready, or has done its work.</summary>
internal sealed class Dependencies(ResourceStates states, Readiness readiness)
{
    public static IReadOnlyList<WaitAnnotation> Of(IResource resource) => [.. resource.Annotations.OfType<WaitAnnotation>()];

    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(Of(resource).Select(wait => wait.WaitType switch
        {
            WaitType.WaitForCompletion => CompletedAsync(wait, cancellationToken),
            _ => readiness.WhenReadyAsync(wait.Resource, cancellationToken),
        }));

    private async Task CompletedAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        await states.WaitAsync(wait.Resource.Name, replicas => replicas.All(r => ResourceState.IsTerminal(r.State)), cancellationToken);
        if (states.Of(wait.Resource.Name).FirstOrDefault(r => r.ExitCode != wait.ExitCode) is { } failed)
            throw new DistributedApplicationException(
                $"'{wait.Resource.Name}' ended in state {failed.State} with exit code {failed.ExitCode}; {wait.ExitCode} was expected.");
    }
}
