using Ecommerce.CatalogService;
using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Demo;
using Ecommerce.CatalogService.Import;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Ecommerce.CatalogService.Storage.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CatalogJson.Default);
builder.AddPostgresDatabase("catalog", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("catalog-service");
builder.AddConsumer("catalog-service", consumer => consumer
    .On<OrderPlaced, OrderPlacedHandler>()
    .On<OrderConfirmed, OrderConfirmedHandler>()
    .On<OrderCancelled, OrderCancelledHandler>()
    .On<ReturnReceived, ReturnReceivedHandler>());

builder.AddProductCache();
builder.AddValidatedOptions<ReservationOptions>(ReservationOptions.Section);
builder.AddValidatedOptions<RefreshOptions>(RefreshOptions.Section);
builder.Services
    .AddSingleton<IProductStore, PostgresProductStore>()
    .AddSingleton<ProductCommands>()
    .AddSingleton<ProductAnswers>()
    .AddSingleton<ProductPatch>()
    .AddSingleton<CategoryCache>()
    .AddSingleton<CategoryCommands>()
    .AddSingleton<StockCommands>()
    .AddSingleton<OrderStock>()
    .AddSingleton<LineParser>()
    .AddSingleton<ProductImport>()
    .AddHostedService<ReservationSweep>()
    .AddHostedService<ProductRefresh>();
if (builder.Configuration.GetValue<bool>("DEMO_DATA"))
    builder.Services.AddHostedService<DemoCatalogue>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapProductReads();
app.MapProductWrites();
app.MapCategories();
app.MapImport();
app.MapStock();
app.MapGroup("/products").MapDeadLetters(Permissions.ProductsWrite);
app.Run();
