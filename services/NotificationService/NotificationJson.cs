using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.NotificationService.Features.CartReminders;
using Ecommerce.NotificationService.Features.Messages;
using Ecommerce.NotificationService.Features.Phone;
using Ecommerce.NotificationService.Features.Preferences;
using Ecommerce.NotificationService.Features.StockAlerts;
using Ecommerce.NotificationService.Features.Templates;
using Ecommerce.NotificationService.Features.Webhooks;

namespace Ecommerce.NotificationService;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(CartReminderPage))]
[JsonSerializable(typeof(PreferencesRequest))]
[JsonSerializable(typeof(PreferencesResponse))]
[JsonSerializable(typeof(PhoneRequest))]
[JsonSerializable(typeof(PhoneCodeRequest))]
[JsonSerializable(typeof(StockAlertRequest))]
[JsonSerializable(typeof(StockAlertAnswer))]
[JsonSerializable(typeof(StockAlertList))]
[JsonSerializable(typeof(TemplateList))]
[JsonSerializable(typeof(TestMailRequest))]
[JsonSerializable(typeof(WebhookSubscriptionRequest))]
[JsonSerializable(typeof(WebhookSubscriptionResponse))]
[JsonSerializable(typeof(WebhookSubscriptionPage))]
[JsonSerializable(typeof(WebhookDeliveryPage))]
internal sealed partial class NotificationJson : JsonSerializerContext;
