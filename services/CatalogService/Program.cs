using Ecommerce.CatalogService;
using Ecommerce.CatalogService.Features.BulkEdit;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.CatalogService.Features.History;
using Ecommerce.CatalogService.Features.ImportProducts;
using Ecommerce.CatalogService.Features.Media;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Features.Stock;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.CatalogService.Infrastructure.Moving;
using Ecommerce.Messaging;
using Ecommerce.Moving;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
if (MoveCommand.IsCommand(args))
    return await CatalogueMove.Command.RunAsync(args, builder.Configuration, Console.Out, CancellationToken.None);

builder.AddServiceDefaults(CatalogJson.Default);
builder.AddCatalogue();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReadProducts();
app.MapWriteProducts();
app.MapProductHistory();
app.MapBulkEdit();
app.MapImportProducts();
app.MapCategories();
app.MapStock();
app.MapMedia();
app.MapGroup("/products").MapDeadLetters(Permissions.ProductsWrite);
app.MapEventLog();

await app.RunServiceAsync();
return Environment.ExitCode;
