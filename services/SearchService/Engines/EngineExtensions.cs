using Ecommerce.SearchService.Engines.Postgres;

namespace Ecommerce.SearchService.Engines;

internal static class EngineExtensions
{
    /// <summary>Elasticsearch where <c>ConnectionStrings:elasticsearch</c> names one, else PostgreSQL.</summary>
    public static void AddSearchEngine(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FacetTerms>();
        builder.Services.AddSingleton<PostgresIndexWriter>();
        builder.Services.AddSingleton<PostgresSearch>();
        builder.Services.AddSingleton<PostgresWords>();
        builder.Services.AddSingleton<ISearchEngine, PostgresEngine>();
    }
}
