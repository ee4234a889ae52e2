using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.BulkEdit;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.CatalogService.Features.History;
using Ecommerce.CatalogService.Features.ImportProducts;
using Ecommerce.CatalogService.Features.Media;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Features.Stock;
using Ecommerce.CatalogService.Features.WriteProducts;

namespace Ecommerce.CatalogService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ProductDetails))]
[JsonSerializable(typeof(Variant))]
[JsonSerializable(typeof(ProductInput))]
[JsonSerializable(typeof(ProductReplacement))]
[JsonSerializable(typeof(ProductResponse))]
[JsonSerializable(typeof(ProductListResponse))]
[JsonSerializable(typeof(VariantListResponse))]
[JsonSerializable(typeof(CategoryRequest))]
[JsonSerializable(typeof(CategoryResponse))]
[JsonSerializable(typeof(IReadOnlyList<CategoryResponse>))]
[JsonSerializable(typeof(LowStockResponse))]
[JsonSerializable(typeof(StockHistoryResponse))]
[JsonSerializable(typeof(StockChangeRequest))]
[JsonSerializable(typeof(StockLevelResponse))]
[JsonSerializable(typeof(StocktakeRequest))]
[JsonSerializable(typeof(StocktakeResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(PictureResponse))]
[JsonSerializable(typeof(IReadOnlyList<FieldChange>))]
[JsonSerializable(typeof(ProductHistoryResponse))]
[JsonSerializable(typeof(BulkEditRequest))]
[JsonSerializable(typeof(BulkEditResponse))]
[JsonSerializable(typeof(BulkOutcome))]
[JsonSerializable(typeof(ExportedProduct))]
internal sealed partial class CatalogJson : JsonSerializerContext;
