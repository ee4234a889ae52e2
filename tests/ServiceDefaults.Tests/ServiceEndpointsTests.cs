using Ecommerce.ServiceDefaults.Http;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class ServiceEndpointsTests
{
    [Fact]
    public void A_logical_host_becomes_its_address_and_keeps_path_and_query()
        => Assert.Equal("http://localhost:5001/products?after=x", Resolve("http://catalog-service/products?after=x", ("http:0", "http://localhost:5001")));

    [Fact]
    public void Addresses_take_turns()
    {
        var endpoints = Endpoints(("http:0", "http://a:1"), ("http:1", "http://b:2"));
        var hosts = Enumerable.Range(0, 4).Select(_ => endpoints.Resolve(new Uri("http://catalog-service/")).Host);
        Assert.Equal(["a", "b", "a", "b"], hosts);
    }

    [Fact]
    public void A_secure_address_is_preferred()
        => Assert.Equal("https://safe:2/", Resolve("http://catalog-service/", ("http:0", "http://plain:1"), ("https:0", "https://safe:2")));

    [Fact]
    public void A_host_without_an_address_is_a_DNS_name()
        => Assert.Equal("http://order-service:8080/orders", Resolve("http://order-service:8080/orders", ("http:0", "http://a:1")));

    private static string Resolve(string logical, params (string Name, string Address)[] addresses) => Endpoints(addresses).Resolve(new Uri(logical)).ToString();

    private static ServiceEndpoints Endpoints(params (string Name, string Address)[] addresses)
        => new(new ConfigurationBuilder()
            .AddInMemoryCollection(addresses.Select(address => KeyValuePair.Create<string, string?>($"services:catalog-service:{address.Name}", address.Address)))
            .Build());
}
