namespace Ecommerce.AppHost.Infrastructure;

/// <summary>A server of databases.</summary>
internal interface IDatabaseServer
{
    /// <summary>Adds a database, made when it is missing.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name);
}
