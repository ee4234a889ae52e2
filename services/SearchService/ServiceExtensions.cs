using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Popular;
using Ecommerce.SearchService.Queries;
using Ecommerce.SearchService.Rebuild;
using Ecommerce.SearchService.Suggestions;
using Ecommerce.SearchService.Synonyms;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.SearchService;

internal static class ServiceExtensions
{
    public static void AddQueries(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PopularOptions>(PopularOptions.Section);
        builder.Services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<PopularOptions>>().Value)
            .AddSingleton<SynonymStore>()
            .AddSingleton<CategoryNameStore>()
            .AddSingleton<PopularQueries>()
            .AddHostedService(provider => provider.GetRequiredService<PopularQueries>())
            .AddSingleton<Searcher>()
            .AddSingleton<Suggester>();
    }

    public static void AddIndexing(this IHostApplicationBuilder builder)
    {
        builder.AddServiceClient<CatalogueClient>("catalog-service").AddServiceToken();
        builder.Services
            .AddSingleton<LedgerReader>()
            .AddSingleton<IndexRegistry>()
            .AddSingleton<Indexer>()
            .AddSingleton<RebuildStore>()
            .AddSingleton<RebuildRunner>()
            .AddHostedService<IndexLeader>();
    }
}
