using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

public sealed class ReferenceExpressionTests
{
    private readonly IDistributedApplicationBuilder builder = Model.Running("--Parameters:password", "a b/c");

    [Fact]
    public async Task An_expression_is_placeholders_in_a_manifest_and_text_in_a_running_application()
    {
        var server = builder.AddWorker("server").WithEndpoint(name: "tcp");
        var password = builder.AddParameter("password", secret: true);
        var endpoint = server.GetEndpoint("tcp");

        var expression = ReferenceExpression.Create($"Host={endpoint.Property(EndpointProperty.HostAndPort)};Password={password:uri}");
        endpoint.Allocate(4711);

        Assert.Equal("Host={server.bindings.tcp.host}:{server.bindings.tcp.port};Password={password.value}", expression.ValueExpression);
        Assert.Equal("Host=localhost:4711;Password=a%20b%2Fc", await expression.GetValueAsync());
    }

    [Fact]
    public async Task Braces_of_a_literal_stay_as_they_are()
    {
        var password = builder.AddParameter("password");

        var expression = ReferenceExpression.Create($"{{\"key\": \"{password}\"}}");

        Assert.Equal("{\"key\": \"{password.value}\"}", expression.ValueExpression);
        Assert.Equal("{\"key\": \"a b/c\"}", await expression.GetValueAsync());
    }

    [Fact]
    public async Task A_value_waits_until_the_endpoint_has_a_place()
    {
        var endpoint = builder.AddWorker().WithHttpEndpoint().GetEndpoint("http");

        var url = endpoint.GetValueAsync().AsTask();
        Assert.False(url.IsCompleted);
        endpoint.Allocate(4712);

        Assert.Equal("http://localhost:4712", await url);
    }

    [Fact]
    public void An_unknown_format_is_refused()
    {
        var password = builder.AddParameter("password");

        var refusal = Assert.Throws<NotSupportedException>(() => ReferenceExpression.Create($"{password:hex}"));

        Assert.Contains("'hex'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    // From the test vectors of the hash's own repository, and of long inputs from xxhsum.
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_hash_in_names_is_xxHash32(string text, uint hash)
        => Assert.Equal(hash, XxHash32.Compute(Encoding.ASCII.GetBytes(text)));
}
