using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>
/// The services with two stores: MongoDB where the infrastructure has it, else PostgreSQL, and a setting each to choose otherwise.
/// </summary>
internal sealed class Stores(IDistributedApplicationBuilder builder, IInfrastructure infrastructure, IDatabaseServer postgres)
{
    private const string MongoDB = "MongoDB", PostgreSQL = "PostgreSQL";

    private readonly Lazy<IDatabaseServer> mongo = new(() => infrastructure.AddMongo("mongo"));

    /// <summary>Adds a service's database to the server that a setting names.</summary>
    /// <param name="name">Of the database, and of the connection string.</param>
    /// <param name="setting"><c>MongoDB</c> or <c>PostgreSQL</c>; the infrastructure's own choice where it is not set.</param>
    /// <exception cref="StartException">The setting names another store, or one that is not to be had.</exception>
    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name, string setting)
        => ServerOf(setting).AddDatabase(name);

    private IDatabaseServer ServerOf(string setting)
        => builder.Configuration[setting] switch
        {
            null or "" => infrastructure.PrefersMongo ? mongo.Value : postgres,
            var store when store.Equals(MongoDB, StringComparison.OrdinalIgnoreCase) => mongo.Value,
            var store when store.Equals(PostgreSQL, StringComparison.OrdinalIgnoreCase) => postgres,
            var store => throw new StartException($"{setting} is '{store}': it must be {MongoDB} or {PostgreSQL}."),
        };
}
