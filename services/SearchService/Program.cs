using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.SearchService;
using Ecommerce.SearchService.Features.Index;
using Ecommerce.SearchService.Features.Popular;
using Ecommerce.SearchService.Features.Rebuild;
using Ecommerce.SearchService.Features.Search;
using Ecommerce.SearchService.Features.Suggestions;
using Ecommerce.SearchService.Features.Synonyms;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(SearchJson.Default);
builder.AddPostgresDatabase("search", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddEvents();
builder.AddSearchEngine();
builder.AddQueries();
builder.AddIndexing();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/search").WithTags("Search").MapSearch().MapSuggestions().MapPopular().MapSynonyms().MapRebuild().MapIndex();
app.MapGroup("/search").MapDeadLetters(Permissions.ProductsWrite);
await app.RunServiceAsync();
