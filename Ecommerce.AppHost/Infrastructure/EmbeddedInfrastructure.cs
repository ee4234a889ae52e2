using Ecommerce.AppHost.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>The same servers as processes of this machine, for a machine without containers. Data is kept in <c>.data</c>.</summary>
internal sealed class EmbeddedInfrastructure : IInfrastructure
{
    private readonly IDistributedApplicationBuilder builder;
    private readonly string scripts;
    private readonly string data;

    /// <exception cref="StartException">This machine lacks something that they need.</exception>
    public EmbeddedInfrastructure(IDistributedApplicationBuilder builder)
    {
        this.builder = builder;
        scripts = Path.GetFullPath("../eng/embedded", builder.AppHostDirectory);
        data = Path.GetFullPath(builder.Configuration["DataDirectory"] ?? "../.data", builder.AppHostDirectory);
        EmbeddedRequirements.Ensure(scripts, data);
        // Held as long as there is an app host.
        builder.Services.AddSingleton(new DataLock(data));
    }

    public string DataDirectory => data;

    public IDatabaseServer AddPostgres(string name, IResourceBuilder<ParameterResource> password)
    {
        var databases = new List<string>();
        var postgres = AddScript(name, "postgres.sh", tcp => ReferenceExpression.Create(
                $"Host={tcp.Property(EndpointProperty.IPV4Host)};Port={tcp.Property(EndpointProperty.Port)};"
                + $"Username=postgres;Password={password}"))
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithEnvironment(context => context.EnvironmentVariables["DATABASES"] = string.Join(',', databases));
        return new Server(postgres, databases);
    }

    public IResourceBuilder<IResourceWithConnectionString> AddRedis(string name, IResourceBuilder<ParameterResource> password)
        => AddScript(name, "redis.sh", tcp => ReferenceExpression.Create($"{Address(tcp)},password={password}"))
            .WithEnvironment("REDIS_PASSWORD", password);

    public IResourceBuilder<IResourceWithConnectionString> AddKafka(string name)
        => Add(name, "dotnet", BuildOutput.PathOf("EmbeddedBroker", "EmbeddedBroker.dll"), Address);

    // No package carries MongoDB or Elasticsearch; whatever needs them has a PostgreSQL store beside.
    public bool PrefersMongo => false;

    public IDatabaseServer AddMongo(string name) => OtherMongo.Of(builder);

    public IResourceBuilder<IResourceWithConnectionString>? AddElasticsearch(string name, IResourceBuilder<ParameterResource> password)
        => null;

    public IResourceBuilder<IResourceWithEndpoints> AddMaildev(string name, int? port)
    {
        var (smtp, web) = (FreePort.Next(), port ?? FreePort.Next());
        return builder.AddExecutable(
                name, "bash", scripts, Path.Combine(scripts, "maildev.sh"))
            .WithEnvironment("DATA_DIRECTORY", Path.Combine(data, name))
            .WithEndpoint(port: smtp, targetPort: smtp, name: "smtp", env: "SMTP_PORT", isProxied: false)
            .WithHttpEndpoint(port: web, targetPort: web, env: "WEB_PORT", isProxied: false)
            .WithInbox();
    }

    private IResourceBuilder<EmbeddedServerResource> AddScript(
        string name, string script, Func<EndpointReference, ReferenceExpression> connectionString)
        => Add(name, "bash", Path.Combine(scripts, script), connectionString)
            .WithEnvironment("DATA_DIRECTORY", Path.Combine(data, name));

    private IResourceBuilder<EmbeddedServerResource> Add(
        string name, string command, string program, Func<EndpointReference, ReferenceExpression> connectionString)
    {
        // Without a proxy in between, which would cost every query; so the port must be known before the server runs.
        var port = FreePort.Next();
        var server = new EmbeddedServerResource(name, command, builder.AppHostDirectory, connectionString);
        return builder.AddResource(server)
            .WithArgs(program)
            .WithEndpoint(port: port, targetPort: port, name: "tcp", env: "PORT", isProxied: false)
            .WithPatientCheck("tcp", PortCheck.ConnectAsync);
    }

    // The servers listen on IPv4 alone, and not every client tries a second address of localhost.
    private static ReferenceExpression Address(EndpointReference tcp)
        => ReferenceExpression.Create($"{tcp.Property(EndpointProperty.IPV4Host)}:{tcp.Property(EndpointProperty.Port)}");

    private sealed class Server(IResourceBuilder<EmbeddedServerResource> postgres, List<string> databases) : IDatabaseServer
    {
        public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name)
        {
            databases.Add(name);
            // Shown under its server, with a life of its own: the orchestrator tells the children of containers alone that their parent
            // runs.
            return postgres.ApplicationBuilder
                .AddConnectionString(name, ReferenceExpression.Create($"{postgres};Database={name}"))
                .WithParentRelationship(postgres)
                .WaitFor(postgres);
        }
    }
}
