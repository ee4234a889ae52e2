namespace Ecommerce.AppHost.Infrastructure;

/// <summary>A database of a server, shown under it, and running while it does.</summary>
internal sealed class DatabaseResource(string name, IResource server, ReferenceExpression connectionString)
    : Resource(name), IResourceWithParent, IResourceWithConnectionString
{
    public IResource Parent => server;

    public ReferenceExpression ConnectionStringExpression => connectionString;
}
