using Ecommerce.Gateway.Domain;
using Ecommerce.Gateway.Infrastructure.Routes;

namespace Ecommerce.Gateway.Tests;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = RouteTableFile.Read();

    [Fact]
    public void Routes_have_unique_paths_and_valid_limits()
    {
        Assert.Equal(Table.Routes.Count, Table.Routes.DistinctBy(route => route.Path).Count());
        Assert.All(Table.Routes, route =>
        {
            Assert.Matches("^/[a-z.{}/-]+[a-z}]$", route.Path);
            Assert.EndsWith("-service", route.Service, StringComparison.Ordinal);
            Assert.InRange(route.ActivityTimeoutSeconds, 1, 3600);
            Assert.InRange(route.MaxBodyMegabytes, 1, 1024);
        });
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/v1")]
    [InlineData("/openapi")]
    public void Operational_paths_have_no_route(string path)
        => Assert.DoesNotContain(Table.Routes, route => route.Path.StartsWith(path, StringComparison.Ordinal) || route.Path == "/");
}
