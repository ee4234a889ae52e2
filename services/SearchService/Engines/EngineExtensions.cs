using Ecommerce.SearchService.Engines.Elasticsearch;
using Ecommerce.SearchService.Engines.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.SearchService.Engines;

internal static class EngineExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Elasticsearch where <c>ConnectionStrings:elasticsearch</c> names one, else PostgreSQL.</summary>
    public static void AddSearchEngine(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("elasticsearch") is { Length: > 0 } connection)
            builder.AddElasticsearch(ElasticsearchConnection.Parse(connection));
        else
            builder.Services.AddPostgres();
    }

    private static void AddPostgres(this IServiceCollection services) => services
        .AddSingleton<FacetTerms>()
        .AddSingleton<PostgresIndexWriter>()
        .AddSingleton<Stems>()
        .AddSingleton<Beginnings>()
        .AddSingleton<Highlighter>()
        .AddSingleton<PostgresSearch>()
        .AddSingleton<PostgresWords>()
        .AddSingleton<ISearchEngine, PostgresEngine>();

    private static void AddElasticsearch(this IHostApplicationBuilder builder, ElasticsearchConnection connection)
    {
        builder.AddValidatedOptions<IndexNames>(IndexNames.Section);
        builder.Services.AddHttpClient<ElasticsearchClient>(http =>
        {
            (http.BaseAddress, http.Timeout) = (connection.Address, Patience);
            http.DefaultRequestHeaders.Authorization = connection.Authorization;
        }).RemoveAllLoggers();
        builder.Services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<IndexNames>>().Value)
            .AddSingleton<ElasticsearchWords>()
            .AddSingleton<ISearchEngine, ElasticsearchEngine>();
        builder.Services.AddHealthChecks().AddCheck<ElasticsearchHealthCheck>("elasticsearch", tags: ["ready"], timeout: HealthTimeout);
    }
}
