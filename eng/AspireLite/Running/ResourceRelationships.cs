using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running;

/// <summary>The arrows between resources that the dashboard draws.</summary>
internal static class ResourceRelationships
{
    public static ImmutableArray<SnapshotRelationship> Of(IResource resource) =>
    [
        .. Parents(resource)
            .Concat(Named(resource.Annotations.OfType<EndpointReferenceAnnotation>().Select(r => r.Resource), "Reference"))
            .Concat(Named(resource.Annotations.OfType<ConnectionReferenceAnnotation>().Select(r => r.Resource), "Reference"))
            .Concat(Named(resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource), "WaitFor"))
            .Distinct(),
    ];

    private static IEnumerable<SnapshotRelationship> Parents(IResource resource) =>
        resource is IResourceWithParent child ? [new(child.Parent.Name, "Parent")] : [];

    private static IEnumerable<SnapshotRelationship> Named(IEnumerable<IResource> resources, string type) =>
        resources.Select(r => new SnapshotRelationship(r.Name, type));
}
