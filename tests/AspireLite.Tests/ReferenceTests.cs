using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

public sealed class ReferenceTests
{
    private readonly IDistributedApplicationBuilder builder = Model.Running("--Parameters:password", "secret");

    [Fact]
    public async Task A_service_is_told_where_another_one_is()
    {
        var api = AddProject("my-api").WithHttpEndpoint();
        var worker = builder.AddWorker().WithReference(api);
        api.GetEndpoint("http").Allocate(5001);

        var environment = await builder.EnvironmentAsync(worker.Resource);

        Assert.Equal("http://localhost:5001", environment["services__my-api__http__0"]);
        Assert.Equal("http://localhost:5001", environment["MY_API_HTTP"]);
    }

    [Fact]
    public async Task A_service_is_told_how_to_connect_to_a_database_and_only_what_it_asked_for()
    {
        var postgres = builder.AddPostgres("postgres", password: builder.AddParameter("password", secret: true));
        var worker = builder.AddWorker()
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WithReference(postgres.AddDatabase("orders", "shop"));
        postgres.Resource.PrimaryEndpoint.Allocate(5002);

        var (name, value) = Assert.Single(await builder.EnvironmentAsync(worker.Resource));

        Assert.Equal("ConnectionStrings__orders", name);
        Assert.Equal("Host=localhost;Port=5002;Username=postgres;Password=secret;Database=shop", value);
    }

    [Fact]
    public async Task A_connection_string_of_Redis_asks_for_no_encryption_where_there_is_none()
    {
        var redis = builder.AddRedis("redis", password: builder.AddParameter("password", secret: true)).Resource;
        redis.PrimaryEndpoint.Allocate(5003);

        Assert.Equal("localhost:5003,password=secret", await redis.ConnectionStringExpression.GetValueAsync());
    }

    [Fact]
    public async Task A_project_listens_where_the_orchestrator_says()
    {
        var project = AddProject("api").WithHttpEndpoint(port: 5004);
        project.GetEndpoint("http").Allocate(5004);

        var environment = await builder.EnvironmentAsync(project.Resource);

        Assert.Equal("http://localhost:{{the port}}", environment["ASPNETCORE_URLS"]);
    }

    [Fact]
    public async Task A_program_without_a_proxy_is_told_its_fixed_port()
    {
        var worker = builder.AddWorker().WithEndpoint(port: 5005, name: "tcp", env: "PORT", isProxied: false);

        Assert.Equal("5005", (await builder.EnvironmentAsync(worker.Resource))["PORT"]);
    }

    [Fact]
    public void Waiting_for_a_database_waits_for_its_server_too()
    {
        var postgres = builder.AddPostgres("postgres");
        var orders = postgres.AddDatabase("orders");

        var worker = builder.AddWorker().WaitFor(orders).Resource;

        Assert.Equal(["postgres", "orders"], worker.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));
    }

    private IResourceBuilder<ProjectResource> AddProject(string name) => builder.AddProject(name, "Api/Api.csproj", launchProfileName: null);
}
