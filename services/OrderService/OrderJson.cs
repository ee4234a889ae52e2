using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Checkout;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Search;

namespace Ecommerce.OrderService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OrderResponse))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(ExportedOrder))]
[JsonSerializable(typeof(IReadOnlyList<OrderLine>))]
[JsonSerializable(typeof(IReadOnlyList<Refund>))]
[JsonSerializable(typeof(IReadOnlyList<StatusChange>))]
[JsonSerializable(typeof(CheckoutRequest))]
[JsonSerializable(typeof(QuoteRequest))]
[JsonSerializable(typeof(QuoteResponse))]
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
[JsonSerializable(typeof(Variants))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(Purchase))]
internal sealed partial class OrderJson : JsonSerializerContext;
