using Ecommerce.CatalogService;
using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Demo;
using Ecommerce.CatalogService.Import;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Ecommerce.CatalogService.Storage.Moving;
using Ecommerce.Messaging;
using Ecommerce.Moving;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (args is [MoveCommand.Name])
    return await CatalogueMove.Command.RunAsync(builder.Configuration, Console.Out, CancellationToken.None);

builder.AddServiceDefaults(CatalogJson.Default);
builder.AddFeatureFlags();
builder.AddCatalogueStore();
builder.AddProductCache();
builder.AddValidatedOptions<ReservationOptions>(ReservationOptions.Section);
builder.AddValidatedOptions<RefreshOptions>(RefreshOptions.Section);
builder.AddValidatedOptions<StockAuditOptions>(StockAuditOptions.Section);
builder.Services
    .AddSingleton<ProductCommands>()
    .AddSingleton<ProductAnswers>()
    .AddSingleton<ProductPatch>()
    .AddSingleton<CategoryCache>()
    .AddSingleton<CategoryCommands>()
    .AddSingleton<StockCommands>()
    .AddSingleton<StockMetrics>()
    .AddSingleton<OrderStock>()
    .AddSingleton<LineParser>()
    .AddSingleton<ProductImport>()
    .AddHostedService<ReservationSweep>()
    .AddHostedService<StockAuditor>()
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
app.MapEventLog();

await app.RunServiceAsync();
return 0;
