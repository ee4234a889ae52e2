using Ecommerce.Gateway.Routes;

namespace Ecommerce.Gateway.Tests;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = RouteTable.Read();

    [Fact]
    public void Every_route_has_a_path_of_its_own_and_sane_limits()
    {
        Assert.Equal(Table.Routes.Count, Table.Routes.DistinctBy(route => route.Path).Count());
        Assert.All(Table.Routes, route =>
        {
            Assert.Matches("^/[a-z.{}/-]+[a-z}]$", route.Path);
            Assert.EndsWith("-service", route.Service, StringComparison.Ordinal);
            Assert.InRange(route.SilenceSeconds, 1, 3600);
            Assert.InRange(route.MaxBodyMegabytes, 1, 1024);
        });
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/v1")]
    [InlineData("/openapi")]
    public void No_route_leads_to_what_a_service_keeps_to_itself(string path)
        => Assert.DoesNotContain(Table.Routes, route => route.Path.StartsWith(path, StringComparison.Ordinal) || route.Path == "/");
}
