using Ecommerce.AppHost.Running;
using Microsoft.Extensions.Configuration;
using MongoDB.Driver;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>A replica set that somebody else runs: the one of <c>ConnectionStrings:mongo</c>.</summary>
internal sealed class OtherMongo(IDistributedApplicationBuilder builder, string connectionString) : IDatabaseServer
{
    private const string Setting = "mongo";

    /// <exception cref="StartException">The setting is missing, or no connection string of MongoDB.</exception>
    public static OtherMongo Of(IDistributedApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString(Setting)
            ?? throw new StartException(
                $"The embedded infrastructure has no MongoDB: name a replica set with ConnectionStrings:{Setting}, or choose PostgreSQL "
                    + "or --Infrastructure=Containers.");
        try
        {
            _ = new MongoUrl(connectionString);
        }
        catch (MongoConfigurationException)
        {
            throw new StartException(
                $"ConnectionStrings:{Setting} is no connection string of MongoDB, such as mongodb://localhost:27017/?replicaSet=rs0.");
        }

        return new OtherMongo(builder, connectionString);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
    {
        var url = new MongoUrlBuilder(connectionString) { DatabaseName = name };
        // Otherwise the users of the database would be asked for, and those are the server's.
        if (url.Username is not null)
            url.AuthenticationSource ??= "admin";
        return builder.AddConnectionString(name, ReferenceExpression.Create($"{url.ToString()}"));
    }
}
