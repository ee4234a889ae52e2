using System.Text.Json;
using System.Text.Json.Serialization;
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
[JsonSerializable(typeof(IReadOnlyList<CategoryCount>))]
[JsonSerializable(typeof(StockChangeRequest))]
[JsonSerializable(typeof(StockLevelResponse))]
[JsonSerializable(typeof(ImportResponse))]
[JsonSerializable(typeof(ExportedProduct))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class CatalogJson : JsonSerializerContext;
