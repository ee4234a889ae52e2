using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.PaymentService.Features.Authorizations;
using Ecommerce.PaymentService.Features.ExportPayments;
using Ecommerce.PaymentService.Features.GetPayment;
using Ecommerce.PaymentService.Features.ListPayments;
using Ecommerce.PaymentService.Features.PaymentMethods;
using Ecommerce.PaymentService.Features.ReadLedger;
using Ecommerce.PaymentService.Features.Reconciliation;

namespace Ecommerce.PaymentService;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MethodRequest))]
[JsonSerializable(typeof(MethodResponse))]
[JsonSerializable(typeof(MethodList))]
[JsonSerializable(typeof(AuthorizationRequest))]
[JsonSerializable(typeof(AuthorizationResponse))]
[JsonSerializable(typeof(HeldAuthorizationResponse))]
[JsonSerializable(typeof(PaymentResponse))]
[JsonSerializable(typeof(PaymentPage))]
[JsonSerializable(typeof(ExportedPayment))]
[JsonSerializable(typeof(LedgerResponse))]
[JsonSerializable(typeof(DiscrepancyPage))]
internal sealed partial class PaymentJson : JsonSerializerContext;
