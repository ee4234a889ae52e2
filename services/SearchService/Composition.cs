using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.SearchService.Features.Search;
using Ecommerce.SearchService.Features.Suggestions;
using Ecommerce.SearchService.Infrastructure;
using Ecommerce.SearchService.Infrastructure.Clients;
using Ecommerce.SearchService.Infrastructure.Elasticsearch;
using Ecommerce.SearchService.Infrastructure.Messaging;
using Ecommerce.SearchService.Infrastructure.Postgres;
using Ecommerce.SearchService.Infrastructure.Postgres.Engine;
using Ecommerce.SearchService.Infrastructure.Workers;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.Extensions.Options;

namespace Ecommerce.SearchService;

/// <summary>The services and events that search-service uses.</summary>
internal static class Composition
{
    private const string ServiceName = "search-service";

    private static readonly TimeSpan ElasticsearchTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ElasticsearchHealthTimeout = TimeSpan.FromSeconds(2);

    public static void AddEvents(this WebApplicationBuilder builder)
    {
        builder.AddConsumer(ServiceName, consumer => consumer
            .On<ProductChanged, ProductProjectionHandlers>()
            .On<ProductDeleted, ProductProjectionHandlers>()
            .On<StockChanged, ProductProjectionHandlers>()
            .On<RatingChanged, ProductProjectionHandlers>()
            .On<OrderConfirmed, ProductProjectionHandlers>()
            .On<OrderCancelled, ProductProjectionHandlers>());
        builder.AddEventBackfill(ServiceName, "catalog-service", "order-service", "review-service");
    }

    /// <summary>Elasticsearch where <c>ConnectionStrings:elasticsearch</c> is set, else PostgreSQL.</summary>
    public static void AddSearchEngine(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("elasticsearch") is { Length: > 0 } connection)
            builder.AddElasticsearch(ElasticsearchConnection.Parse(connection));
        else
            builder.Services.AddPostgresEngine();
    }

    public static void AddQueries(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PopularOptions>(PopularOptions.Section);
        builder.Services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<PopularOptions>>().Value)
            .AddSingleton<SynonymStore>()
            .AddSingleton<CategoryNameStore>()
            .AddSingleton<PopularQueryStore>()
            .AddSingleton<PopularQueryCounter>()
            .AddHostedService(provider => provider.GetRequiredService<PopularQueryCounter>())
            .AddSingleton<Searcher>()
            .AddSingleton(services => new SharedAnswers<SearchAnswer>(services.GetRequiredService<TimeProvider>(), SearchAnswer.Lifetime))
            .AddSingleton<SearchAnswers>()
            .AddSingleton<Suggester>()
            .AddSingleton<SuggestionAnswers>();
    }

    public static void AddIndexing(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<CatalogueClient>("catalog-service").AddServiceToken();
        builder.Services
            .AddSingleton<ProductProjectionReader>()
            .AddSingleton<IndexRegistry>()
            .AddSingleton<Indexer>()
            .AddSingleton<RebuildStore>()
            .AddSingleton<RebuildRunner>()
            .AddHostedService<IndexLeader>();
    }

    private static void AddPostgresEngine(this IServiceCollection services) => services
        .AddSingleton<FacetTerms>()
        .AddSingleton<PostgresIndexWriter>()
        .AddSingleton<StemCache>()
        .AddSingleton<PrefixExpander>()
        .AddSingleton<Highlighter>()
        .AddSingleton<PostgresSearch>()
        .AddSingleton<PostgresVocabulary>()
        .AddSingleton<ISearchEngine, PostgresEngine>();

    private static void AddElasticsearch(this WebApplicationBuilder builder, ElasticsearchConnection connection)
    {
        builder.AddValidatedOptions<IndexNames>(IndexNames.Section);
        builder.Services.AddHttpClient<ElasticsearchClient>(http =>
        {
            http.BaseAddress = connection.Address;
            http.Timeout = ElasticsearchTimeout;
            http.DefaultRequestHeaders.Authorization = connection.Authorization;
        }).RemoveAllLoggers();
        builder.Services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<IndexNames>>().Value)
            .AddSingleton<ElasticsearchVocabulary>()
            .AddSingleton<ISearchEngine, ElasticsearchEngine>();
        builder.Services.AddHealthChecks()
            .AddCheck<ElasticsearchHealthCheck>("elasticsearch", tags: ["ready"], timeout: ElasticsearchHealthTimeout);
    }
}
