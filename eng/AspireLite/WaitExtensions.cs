using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The order of starting.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts a resource when another one runs and is healthy; a database's server counts too.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport
    {
        CheckDependency(builder.Resource, dependency.Resource);
        if (dependency.Resource is IResourceWithParent { Parent: var parent })
            builder.WaitFor(builder.ApplicationBuilder.CreateResourceBuilder(parent));
        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy));
    }

    /// <summary>Starts a resource when another one has ended as it should.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        CheckDependency(builder.Resource, dependency.Resource);
        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitForCompletion, exitCode));
    }

    /// <summary>How many instances of a project run at once.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
        => builder.WithAnnotation(new ReplicaAnnotation(replicas));

    private static void CheckDependency(IResource resource, IResource dependency)
    {
        if (ReferenceEquals(resource, dependency))
            throw new DistributedApplicationException($"Resource '{resource.Name}' cannot wait for itself.");
        if (resource is IResourceWithParent { Parent: var parent } && ReferenceEquals(parent, dependency))
            throw new DistributedApplicationException($"Resource '{resource.Name}' cannot wait for its parent '{dependency.Name}'.");
    }
}
