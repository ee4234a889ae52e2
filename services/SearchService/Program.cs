using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.SearchService;
using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Ledger;
using Ecommerce.SearchService.Popular;
using Ecommerce.SearchService.Queries;
using Ecommerce.SearchService.Rebuild;
using Ecommerce.SearchService.Suggestions;
using Ecommerce.SearchService.Synonyms;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(SearchJson.Default);
builder.AddPostgresDatabase("search", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddConsumer("search-service", consumer => consumer
    .On<ProductChanged, LedgerHandlers>()
    .On<ProductDeleted, LedgerHandlers>()
    .On<StockChanged, LedgerHandlers>()
    .On<RatingChanged, LedgerHandlers>()
    .On<OrderConfirmed, LedgerHandlers>()
    .On<OrderCancelled, LedgerHandlers>());
builder.AddCatchUp("search-service", "catalog-service", "order-service", "review-service");
builder.AddSearchEngine();
builder.AddQueries();
builder.AddIndexing();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/search").WithTags("Search").MapSearch().MapSuggestions().MapPopular().MapSynonyms().MapRebuild().MapIndex();
app.MapGroup("/search").MapDeadLetters(Permissions.ProductsWrite);
await app.RunServiceAsync();
