namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a service, a server, a parameter.</summary>
public interface IResource
{
    /// <summary>Its name: in the model, in the manifest and in service discovery.</summary>
    string Name { get; }

    /// <summary>Everything else that is known of it.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>A fact about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The base of all resources.</summary>
public abstract class Resource : IResource
{
    /// <summary>Creates a resource.</summary>
    /// <exception cref="ArgumentException">The name is not letters, digits and single hyphens, or longer than 64.</exception>
    protected Resource(string name)
    {
        ModelName.Validate("Resource", name);
        Name = name;
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
