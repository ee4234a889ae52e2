using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.States;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>Resources that run nowhere: parameters, connection strings, and the databases inside a server.</summary>
internal sealed class ValueResources(ResourceStates states, Dependencies dependencies, TimeProvider time)
{
    /// <param name="parentName">The name under which the resource's parent, if it has one, is shown.</param>
    public async Task ShowAsync(IResource resource, string? parentName, CancellationToken cancellationToken)
    {
        var waiting = new ResourceSnapshot(resource.Name, resource.Name, TypeOf(resource))
        {
            CreatedAt = time.GetUtcNow(),
            State = ResourceState.Waiting,
            Relationships = ResourceRelationships.Of(resource),
            HealthReports = InstanceSnapshots.UnknownHealth(resource),
        };
        states.Add(await ValuedAsync(waiting.With("resource.parentName", parentName), resource, cancellationToken));
        if (resource is IResourceWithParent child)
        {
            await MirrorAsync(resource.Name, child.Parent.Name, cancellationToken);
            return;
        }

        var state = await OutcomeAsync(resource, cancellationToken);
        states.Update(resource.Name, s => s.State == ResourceState.Waiting ? s with { State = state } : s);
    }

    private async Task<string> OutcomeAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await dependencies.WaitAsync(resource, cancellationToken);
            return ResourceState.Running;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ResourceState.FailedToStart;
        }
    }

    /// <summary>What lives inside a server is there as long as the server is.</summary>
    private async Task MirrorAsync(string name, string parent, CancellationToken cancellationToken)
    {
        using var subscription = states.Subscribe();
        foreach (var server in states.Of(parent)) Follow(server);
        await foreach (var changed in subscription.Changes.ReadAllAsync(cancellationToken))
        {
            if (changed.ResourceName == parent) Follow(changed);
        }

        void Follow(ResourceSnapshot server) =>
            states.Update(name, s => s with { State = server.State, StartedAt = server.StartedAt, StoppedAt = server.StoppedAt });
    }

    private static async Task<ResourceSnapshot> ValuedAsync(ResourceSnapshot snapshot, IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            return resource switch
            {
                ParameterResource parameter => snapshot
                    .With("resource.source", $"Parameters:{parameter.Name}")
                    .With("Value", await parameter.GetValueAsync(cancellationToken), parameter.Secret),
                IResourceWithConnectionString connection => snapshot
                    .With("resource.connectionString", await connection.GetConnectionStringAsync(cancellationToken), sensitive: true),
                _ => snapshot,
            };
        }
        catch (DistributedApplicationException e)
        {
            return snapshot.With("Value", e.Message) with { State = ResourceState.ValueMissing };
        }
    }

    private static string TypeOf(IResource resource) => resource switch
    {
        ParameterResource { IsConnectionString: false } => "Parameter",
        ParameterResource => "ConnectionString",
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };
}
