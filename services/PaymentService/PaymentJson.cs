using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.PaymentService.Methods;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider.Simulated;
using Ecommerce.PaymentService.Reconciliation;

namespace Ecommerce.PaymentService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MethodRequest))]
[JsonSerializable(typeof(MethodResponse))]
[JsonSerializable(typeof(MethodList))]
[JsonSerializable(typeof(PaymentResponse))]
[JsonSerializable(typeof(PaymentPage))]
[JsonSerializable(typeof(ExportedPayment))]
[JsonSerializable(typeof(LedgerResponse))]
[JsonSerializable(typeof(DiscrepancyPage))]
[JsonSerializable(typeof(SimulatedEvent))]
internal sealed partial class PaymentJson : JsonSerializerContext;
