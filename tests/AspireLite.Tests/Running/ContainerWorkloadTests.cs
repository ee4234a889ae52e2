using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.Workloads;

namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>A container cannot be run everywhere; what the orchestrator is asked to run can be read everywhere.</summary>
public sealed class ContainerWorkloadTests
{
    [Fact]
    public async Task A_container_is_described_with_image_ports_mounts_network_and_environment()
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var container = builder.AddContainer("web", "nginx", "1.27")
            .WithHttpEndpoint(targetPort: 80)
            .WithBindMount("/etc/web", "/etc/nginx/conf.d", isReadOnly: true)
            .WithVolume("web-data", "/data")
            .WithEnvironment("COLOUR", "green")
            .WithArgs("-g", "daemon off;");
        var instance = ResourceInstance.Of(container.Resource).Single();

        var description = await new ContainerWorkload(new InstanceConfiguration(builder.ExecutionContext, "Development", telemetry: null))
            .DescribeAsync(instance, CancellationToken.None);
        var json = JsonSerializer.SerializeToElement(description, DcpJson.Default.ContainerObject);

        Assert.Equal("Container", json.GetProperty("kind").GetString());
        Assert.Equal("usvc-dev.developer.microsoft.com/v1", json.GetProperty("apiVersion").GetString());
        Assert.Equal(instance.Name, json.GetProperty("metadata").GetProperty("name").GetString());
        Assert.Equal(
            """[{"serviceName":"web-http","port":80}]""",
            json.GetProperty("metadata").GetProperty("annotations").GetProperty("service-producer").GetString());

        var spec = json.GetProperty("spec");
        Assert.Equal("nginx:1.27", spec.GetProperty("image").GetString());
        Assert.Equal("""[{"containerPort":80,"protocol":"TCP","hostIP":"127.0.0.1"}]""", spec.GetProperty("ports").GetRawText());
        Assert.Equal("""[{"name":"COLOUR","value":"green"}]""", spec.GetProperty("env").GetRawText());
        Assert.Equal("""["-g","daemon off;"]""", spec.GetProperty("args").GetRawText());
        Assert.Equal("""[{"name":"aspire-container-network","aliases":["web"]}]""", spec.GetProperty("networks").GetRawText());
        Assert.Equal(
            """[{"type":"bind","source":"/etc/web","target":"/etc/nginx/conf.d","readOnly":true},{"type":"volume","source":"web-data","target":"/data","readOnly":false}]""",
            spec.GetProperty("volumeMounts").GetRawText());
    }
}
