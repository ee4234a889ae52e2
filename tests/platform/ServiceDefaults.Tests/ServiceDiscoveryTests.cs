using System.Net;
using Ecommerce.ServiceDefaults.Http;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class ServiceDiscoveryTests
{
    private const string Logical = "https+http://shop-service";

    [Fact]
    public async Task Logical_host_is_resolved_and_keeps_path_and_query()
        => Assert.Equal(
            ["http://localhost:5001/products?after=x"],
            await CallAsync($"{Logical}/products?after=x", 1, ("http:0", "http://localhost:5001")));

    [Fact]
    public async Task Addresses_are_used_in_turn()
    {
        var calls = await CallAsync(Logical, 4, ("http:0", "http://a:1"), ("http:1", "http://b:2"));
        Assert.Equal(["http://a:1/", "http://a:1/", "http://b:2/", "http://b:2/"], calls.Order());
        Assert.NotEqual(calls[0], calls[1]);
        Assert.NotEqual(calls[2], calls[3]);
    }

    [Fact]
    public async Task Https_address_is_preferred()
        => Assert.Equal(["https://safe:2/"], await CallAsync(Logical, 1, ("http:0", "http://plain:1"), ("https:0", "https://safe:2")));

    [Fact]
    public async Task Host_without_an_address_is_a_DNS_name()
        => Assert.Equal(
            ["http://order-service:8080/orders"], await CallAsync("http://order-service:8080/orders", 1, ("http:0", "http://a:1")));

    private static async Task<List<string>> CallAsync(string logical, int times, params (string Name, string Address)[] addresses)
    {
        var network = new ScriptedService(HttpStatusCode.OK);
        using var client = ServiceCalls.Client(new ResilienceSettings(), network, addresses);
        for (var call = 0; call < times; call++)
            await client.GetAsync(new Uri(logical));
        return network.Calls;
    }
}
