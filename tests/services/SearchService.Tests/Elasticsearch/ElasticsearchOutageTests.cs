using System.Net;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

public sealed class ElasticsearchOutageTests(ElasticsearchOutageTests.OwnShop shop) : IClassFixture<ElasticsearchOutageTests.OwnShop>
{
    [Fact]
    public async Task Elasticsearch_outage_fails_searches_but_loses_no_change()
    {
        await shop.PublishAndIndexAsync(new Sample("Before the outage"));
        await shop.Stub.StopAsync();

        var missed = new Sample("During the outage");
        await shop.PublishAsync(missed);
        Assert.Equal(503, (await shop.SendAsync(HttpMethod.Get, "/search?q=outage", null)).Status);
        await Eventually.Async(
            async () => (await shop.Process.Client.GetAsync("/health")).StatusCode == HttpStatusCode.ServiceUnavailable, "it is not ready");
        await Eventually.Async(
            () => shop.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM products WHERE id = '{missed.Id}')"), "the ledger knows the product");

        await shop.Stub.StartAsync();
        await Eventually.Async(
            async () => (await shop.IndexAsync()).ContainsKey(missed.Id), "the product is indexed", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Leftover_indexes_of_another_database_are_replaced()
    {
        await shop.PublishAndIndexAsync(new Sample("After all"));

        Assert.Contains("After all", await shop.FindAsync("q=after+all"));
    }

    [Fact]
    public async Task Elasticsearch_password_is_not_logged()
        => Assert.DoesNotContain(ElasticsearchStub.Password, await Task.FromResult(shop.Process.Output), StringComparison.Ordinal);

    /// <summary>Its server is taken away, so it shares none.</summary>
    public sealed class OwnShop : ElasticsearchShop
    {
        protected override bool MayBeReal => false;
    }
}
