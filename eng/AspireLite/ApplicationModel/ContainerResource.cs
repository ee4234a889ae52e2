namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container.</summary>
/// <param name="name">Its name.</param>
/// <param name="entrypoint">What it runs instead of the image's own entry point.</param>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    /// <summary>What it runs instead of the image's own entry point.</summary>
    public string? Entrypoint { get; set; } = entrypoint;

    internal string Image => Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.FullName
        ?? throw new DistributedApplicationException($"Container '{Name}' has no image.");
}

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    /// <summary>The registry; the runtime's own where it is missing.</summary>
    public string? Registry { get; set; }

    /// <summary>The name.</summary>
    public required string Image { get; set; }

    /// <summary>The tag.</summary>
    public string? Tag { get; set; }

    internal string FullName => (string.IsNullOrEmpty(Registry) ? "" : Registry + "/") + Image + (string.IsNullOrEmpty(Tag) ? "" : ":" + Tag);
}

/// <summary>What is mounted into a container.</summary>
public enum ContainerMountType
{
    /// <summary>A file or folder of the host.</summary>
    BindMount,

    /// <summary>A volume that the container runtime keeps.</summary>
    Volume,
}

/// <summary>A mount of a container.</summary>
/// <param name="source">The path on the host or the volume's name; a volume without a name has none.</param>
/// <param name="target">The path in the container.</param>
/// <param name="type">What is mounted.</param>
/// <param name="isReadOnly">Whether the container may only read it.</param>
public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>The path on the host or the volume's name.</summary>
    public string? Source { get; } = source;

    /// <summary>The path in the container.</summary>
    public string Target { get; } = target;

    /// <summary>What is mounted.</summary>
    public ContainerMountType Type { get; } = type;

    /// <summary>Whether the container may only read it.</summary>
    public bool IsReadOnly { get; } = isReadOnly;
}
