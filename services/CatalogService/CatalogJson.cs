using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Import;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ProductDetails))]
[JsonSerializable(typeof(Variant))]
[JsonSerializable(typeof(ProductInput))]
[JsonSerializable(typeof(ProductResponse))]
[JsonSerializable(typeof(ProductListResponse))]
[JsonSerializable(typeof(VariantListResponse))]
[JsonSerializable(typeof(CategoryRequest))]
[JsonSerializable(typeof(CategoryResponse))]
[JsonSerializable(typeof(IReadOnlyList<CategoryResponse>))]
[JsonSerializable(typeof(StockHistoryResponse))]
[JsonSerializable(typeof(StockChangeRequest))]
[JsonSerializable(typeof(StockLevelResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(ExportedProduct))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CatalogJson : JsonSerializerContext;
