namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a reference adds to a resource's environment.</summary>
[Flags]
public enum ReferenceEnvironmentInjectionFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><c>ConnectionStrings__NAME</c>.</summary>
    ConnectionString = 1 << 0,

    /// <summary><c>NAME_HOST</c>, <c>NAME_PORT</c> and the like.</summary>
    ConnectionProperties = 1 << 1,

    /// <summary><c>services__NAME__SCHEME__0</c>.</summary>
    ServiceDiscovery = 1 << 2,

    /// <summary><c>NAME_ENDPOINT</c>.</summary>
    Endpoints = 1 << 3,

    /// <summary>All of it.</summary>
    All = ConnectionString | ConnectionProperties | ServiceDiscovery | Endpoints,
}

/// <summary>What references add to a resource's environment.</summary>
/// <param name="flags">The kinds of variables.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>The kinds of variables.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}

internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource) : IResourceAnnotation
{
    public IResourceWithEndpoints Resource { get; } = resource;

    public bool UseAllEndpoints { get; set; }

    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A resource is told how to connect to another.</summary>
internal sealed record ConnectionReferenceAnnotation(IResource Resource) : IResourceAnnotation;
