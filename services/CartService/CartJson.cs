using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CartService.Abandonment;
using Ecommerce.CartService.Carts;
using Ecommerce.CartService.Catalogue;

namespace Ecommerce.CartService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddItemRequest))]
[JsonSerializable(typeof(SetQuantityRequest))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(PurchaseRequest))]
[JsonSerializable(typeof(CartResponse))]
[JsonSerializable(typeof(CartItemsResponse))]
[JsonSerializable(typeof(CartLine))]
[JsonSerializable(typeof(VariantList))]
[JsonSerializable(typeof(AbandonedCart))]
internal sealed partial class CartJson : JsonSerializerContext;
