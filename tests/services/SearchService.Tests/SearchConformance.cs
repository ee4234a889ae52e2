using Ecommerce.Conformance;

namespace Ecommerce.SearchService.Tests;

public sealed class SearchConformance(SearchConformanceFixture fixture) : ServiceConformance<SearchConformanceFixture>(fixture);

public sealed class SearchConformanceFixture() : DatabaseConformanceFixture("search-service", "Ecommerce.SearchService", "search")
{
    protected override string DescribedPath => "/search";

    protected override ProtectedCall Protected => new("/search/synonyms", "products:read");

    protected override ServiceUnderTest Describe(ServiceUnderTest service) => service with
    {
        JsonCall = new(HttpMethod.Put, "/search/synonyms") { Permissions = ["products:write"] },
    };
}
