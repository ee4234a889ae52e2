using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Preferences;
using Ecommerce.NotificationService.StockAlerts;
using Ecommerce.NotificationService.Templates;
using Ecommerce.NotificationService.Webhooks;

namespace Ecommerce.NotificationService;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(PreferencesRequest))]
[JsonSerializable(typeof(PreferencesResponse))]
[JsonSerializable(typeof(PhoneRequest))]
[JsonSerializable(typeof(PhoneCodeRequest))]
[JsonSerializable(typeof(AlertRequest))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(TemplateList))]
[JsonSerializable(typeof(EndpointRequest))]
[JsonSerializable(typeof(EndpointResponse))]
[JsonSerializable(typeof(EndpointPage))]
[JsonSerializable(typeof(DeliveryPage))]
internal sealed partial class NotificationJson : JsonSerializerContext;
