using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageData))]
[JsonSerializable(typeof(IReadOnlyList<MessageLine>))]
internal sealed partial class MessageJson : JsonSerializerContext;
