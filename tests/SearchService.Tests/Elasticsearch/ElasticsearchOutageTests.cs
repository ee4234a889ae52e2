using System.Net;
using Ecommerce.Testing;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

public sealed class ElasticsearchOutageTests(ElasticsearchOutageTests.OwnShop shop) : IClassFixture<ElasticsearchOutageTests.OwnShop>
{
    [Fact]
    public async Task While_it_is_away_searches_are_refused_and_what_happens_meanwhile_is_not_lost()
    {
        await shop.StockAsync(new Sample("Before the outage"));
        await shop.Stub.StopAsync();

        var missed = new Sample("During the outage");
        await shop.TellAsync(missed);
        Assert.Equal(503, (await shop.SendAsync(HttpMethod.Get, "/search?q=outage", null)).Status);
        await Eventually.Async(
            async () => (await shop.Process.Client.GetAsync("/health")).StatusCode == HttpStatusCode.ServiceUnavailable, "it is not ready");
        await Eventually.Async(
            () => shop.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM products WHERE id = '{missed.Id}')"), "the ledger knows the product");

        await shop.Stub.StartAsync();
        await Eventually.Async(async () => (await shop.IndexAsync()).ContainsKey(missed.Id), "the product is indexed", TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task Of_the_indexes_that_another_database_left_none_is_in_the_way()
    {
        await shop.StockAsync(new Sample("After all"));

        Assert.Contains("After all", await shop.FindAsync("q=after+all"));
    }

    [Fact]
    public async Task Its_password_is_in_no_log() => Assert.DoesNotContain(ElasticsearchStub.Password, await Task.FromResult(shop.Process.Output), StringComparison.Ordinal);

    /// <summary>Its server is taken away, so it shares none.</summary>
    public sealed class OwnShop : ElasticsearchShop
    {
        protected override bool MayBeReal => false;
    }
}
