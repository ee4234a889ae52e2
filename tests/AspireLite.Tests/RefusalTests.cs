using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

/// <summary>What is wrong, or not supported, is refused with its name.</summary>
public sealed class RefusalTests
{
    private readonly IDistributedApplicationBuilder builder = Model.Running();

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("two--hyphens")]
    [InlineData("ends-")]
    [InlineData("under_score")]
    public void A_name_that_could_not_be_a_host_name(string name)
        => Assert.Throws<ArgumentException>(() => builder.AddWorker(name));

    [Fact]
    public void Two_resources_of_one_name()
    {
        builder.AddWorker("redis");

        var refusal = Assert.Throws<DistributedApplicationException>(() => builder.AddRedis("Redis"));

        Assert.Contains("'Redis'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_endpoints_of_one_name()
        => Assert.Throws<DistributedApplicationException>(() => builder.AddWorker().WithHttpEndpoint().WithHttpEndpoint());

    [Fact]
    public void Waiting_for_oneself()
    {
        var worker = builder.AddWorker();

        Assert.Throws<DistributedApplicationException>(() => worker.WaitFor(worker));
    }

    [Fact]
    public void A_health_check_of_a_resource_that_serves_no_HTTP()
        => Assert.Throws<DistributedApplicationException>(() => builder.AddWorker().WithHttpHealthCheck("/health"));

    [Fact]
    public void A_launch_profile_that_is_not_there()
        => Assert.Throws<DistributedApplicationException>(() => builder.AddProject("api", "Api/Api.csproj", launchProfileName: "none"));

    [Fact]
    public async Task A_value_that_nobody_can_write()
    {
        var worker = builder.AddWorker().WithEnvironment(context => context.EnvironmentVariables["X"] = new object());

        await Assert.ThrowsAsync<NotSupportedException>(() => builder.EnvironmentAsync(worker.Resource));
    }

    [Theory]
    [InlineData("--operation", "inspect")]
    public void An_unknown_operation(params string[] arguments)
        => Assert.Throws<DistributedApplicationException>(() => Model.Running(arguments));

    [Theory]
    [InlineData("--publisher", "kubernetes", "--output-path", "x.json")]
    [InlineData("--operation", "publish", "--step", "deploy", "--output-path", "x")]
    [InlineData("--publisher", "manifest")]
    public async Task Publishing_in_a_way_that_is_not_supported(params string[] arguments)
    {
        await using var application = Model.Running(arguments).Build();

        await Assert.ThrowsAsync<DistributedApplicationException>(() => application.RunAsync());
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_written_leaves_the_old_one()
    {
        var publishing = Model.Publishing();
        var file = publishing.Configuration["output-path"]!;
        await File.WriteAllTextAsync(file, "old");
        publishing.AddResource(new Stranger());

        await Assert.ThrowsAsync<NotSupportedException>(() => publishing.PublishAsync());

        Assert.Equal("old", await File.ReadAllTextAsync(file));
    }

    private sealed class Stranger() : Resource("stranger");
}
