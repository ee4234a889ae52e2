using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Features;
using Ecommerce.CartService.Features.ChangeItems;
using Ecommerce.CartService.Features.MergeCart;
using Ecommerce.CartService.Features.Purchases;
using Ecommerce.CartService.Features.RestingCarts;
using Ecommerce.CartService.Infrastructure.Redis;

namespace Ecommerce.CartService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AddItemRequest))]
[JsonSerializable(typeof(SetQuantityRequest))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(PurchaseRequest))]
[JsonSerializable(typeof(CartResponse))]
[JsonSerializable(typeof(CartItemsResponse))]
[JsonSerializable(typeof(CartLine))]
[JsonSerializable(typeof(RestingCartPage))]
[JsonSerializable(typeof(CatalogVariantList))]
[JsonSerializable(typeof(AbandonedCart))]
internal sealed partial class CartJson : JsonSerializerContext;
