using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

public sealed class ManifestTests
{
    [Fact]
    public async Task An_explicit_parameter_is_written_where_it_was_added_and_its_encoded_form_last()
    {
        var builder = Model.Publishing();
        var password = builder.AddParameter("mongo-password", secret: true);
        builder.AddMongoDB("mongo", password: password);

        var resources = await builder.PublishAsync();

        Assert.Equal(["mongo-password", "mongo", "mongo-password-uri-encoded"], resources.Select(resource => resource.Key));
    }

    [Fact]
    public async Task A_project_without_a_launch_profile_has_the_one_binding_it_was_given()
    {
        var builder = Model.Publishing();
        builder.AddProject("api", "Api/Api.csproj", launchProfileName: null).WithHttpEndpoint().WithExternalHttpEndpoints();

        var api = (await builder.PublishAsync())["api"]!;

        Assert.Equal("""{"http":{"scheme":"http","protocol":"tcp","transport":"http","external":true}}""", api["bindings"]!.ToJsonString());
        Assert.Equal("{api.bindings.http.targetPort}", (string?)api["env"]!["HTTP_PORTS"]);
        Assert.Equal("Api/Api.csproj", (string?)api["path"]);
    }

    [Fact]
    public async Task A_project_that_only_works_has_no_bindings_and_no_ports()
    {
        var builder = Model.Publishing();
        builder.AddProject("job", "Job/Job.csproj", launchProfileName: null);

        var job = (await builder.PublishAsync())["job"]!;

        Assert.Null(job["bindings"]);
        Assert.Equal(["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"], job["env"]!.AsObject().Select(variable => variable.Key));
    }

    [Fact]
    public async Task What_matters_only_while_running_is_not_in_the_manifest()
    {
        var builder = Model.Publishing();
        var redis = builder.AddRedis("redis");
        builder.AddProject("api", "Api/Api.csproj", launchProfileName: null).WithHttpEndpoint().WithHttpHealthCheck("/health").WaitFor(redis).WithReplicas(3);

        var api = (await builder.PublishAsync())["api"]!.ToJsonString();

        foreach (var word in new[] { "health", "replica", "redis" })
            Assert.DoesNotContain(word, api, StringComparison.OrdinalIgnoreCase);
    }
}
