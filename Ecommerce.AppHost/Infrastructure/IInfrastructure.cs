namespace Ecommerce.AppHost.Infrastructure;

/// <summary>The servers that services stand on. The names are the same whatever runs them.</summary>
internal interface IInfrastructure
{
    /// <summary>Adds a PostgreSQL server.</summary>
    IDatabaseServer AddPostgres(string name, IResourceBuilder<ParameterResource> password);

    /// <summary>Adds a Redis server.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddRedis(string name, IResourceBuilder<ParameterResource> password);

    /// <summary>Adds a Kafka broker.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddKafka(string name);

    /// <summary>Where this machine keeps the data of the servers; null where a container runtime does.</summary>
    string? DataDirectory { get; }

    /// <summary>Whether services that can do with either keep their data in MongoDB.</summary>
    bool PrefersMongo { get; }

    /// <summary>Adds a MongoDB replica set.</summary>
    /// <exception cref="Running.StartException">There is none to be had.</exception>
    IDatabaseServer AddMongo(string name);

    /// <summary>Adds an Elasticsearch server; null where there is none: search has a PostgreSQL engine as well.</summary>
    IResourceBuilder<IResourceWithConnectionString>? AddElasticsearch(string name, IResourceBuilder<ParameterResource> password);

    /// <summary>
    /// Adds a mail server that sends nothing on and shows in the browser what came: endpoints <c>smtp</c> and <c>http</c>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where its inbox is opened on this machine; null for any free port.</param>
    IResourceBuilder<IResourceWithEndpoints> AddMaildev(string name, int? port);
}
