using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Carts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.OrderService.Features;
using Ecommerce.OrderService.Features.Checkout;
using Ecommerce.OrderService.Features.Discounts;
using Ecommerce.OrderService.Features.Export;
using Ecommerce.OrderService.Features.History;
using Ecommerce.OrderService.Features.Links;
using Ecommerce.OrderService.Features.Notes;
using Ecommerce.OrderService.Features.Orders;
using Ecommerce.OrderService.Features.Quote;
using Ecommerce.OrderService.Features.Refunds;
using Ecommerce.OrderService.Features.Returns;
using Ecommerce.OrderService.Features.Settings;
using Ecommerce.OrderService.Features.Ship;
using Ecommerce.OrderService.Features.Shipping;
using Ecommerce.OrderService.Infrastructure.Clients;

namespace Ecommerce.OrderService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(AccessKeyResponse))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(NotePage))]
[JsonSerializable(typeof(AddedNote))]
[JsonSerializable(typeof(ExportedOrder))]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(IReadOnlyList<Refund>))]
[JsonSerializable(typeof(IReadOnlyList<StatusChange>))]
[JsonSerializable(typeof(CheckoutRequest))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(QuoteResponse))]
[JsonSerializable(typeof(ShippingMethodList))]
[JsonSerializable(typeof(DiscountRequest))]
[JsonSerializable(typeof(DiscountResponse))]
[JsonSerializable(typeof(DiscountPage))]
[JsonSerializable(typeof(IReadOnlyList<Return>))]
[JsonSerializable(typeof(ReturnResponse))]
[JsonSerializable(typeof(ReturnPage))]
[JsonSerializable(typeof(ReturnRequest))]
[JsonSerializable(typeof(RejectRequest))]
[JsonSerializable(typeof(ReceiveRequest))]
[JsonSerializable(typeof(ReturnStatus?))]
[JsonSerializable(typeof(OrderStatus?))]
[JsonSerializable(typeof(ShipRequest))]
[JsonSerializable(typeof(RefundRequest))]
[JsonSerializable(typeof(SettingsResponse<ShippingSettings>))]
[JsonSerializable(typeof(SettingsResponse<TaxSettings>))]
[JsonSerializable(typeof(SettingsResponse<ShopSettings>))]
[JsonSerializable(typeof(SettingsChangePage))]
[JsonSerializable(typeof(PreviewRequest))]
[JsonSerializable(typeof(PreviewResponse))]
[JsonSerializable(typeof(CatalogVariantList))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(CartPurchase))]
internal sealed partial class OrderJson : JsonSerializerContext;
