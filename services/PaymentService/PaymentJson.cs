using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.PaymentService.Methods;
using Ecommerce.PaymentService.Payments;

namespace Ecommerce.PaymentService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MethodRequest))]
[JsonSerializable(typeof(MethodResponse))]
[JsonSerializable(typeof(PaymentResponse))]
internal sealed partial class PaymentJson : JsonSerializerContext;
