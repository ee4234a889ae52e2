using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of one resource, in the order they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>What a new annotation does to older ones of its type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Stands beside them.</summary>
    Append,

    /// <summary>Takes their place.</summary>
    Replace,
}
