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

    /// <summary>Adds a MongoDB server, where there is one: services have a PostgreSQL store as well.</summary>
    void AddMongo(string name, IResourceBuilder<ParameterResource> password, params string[] databases);

    /// <summary>Adds an Elasticsearch server; null where there is none: search has a PostgreSQL engine as well.</summary>
    IResourceBuilder<IResourceWithConnectionString>? AddElasticsearch(string name, IResourceBuilder<ParameterResource> password);

    /// <summary>Adds a mail server that sends nothing on and shows in the browser what came: endpoints <c>smtp</c> and <c>http</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="port">Where its inbox is opened on this machine; null for any free port.</param>
    IResourceBuilder<IResourceWithEndpoints> AddMaildev(string name, int? port);
}

/// <summary>A PostgreSQL server.</summary>
internal interface IDatabaseServer
{
    /// <summary>Adds a database, created when it is missing.</summary>
    IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name);
}
