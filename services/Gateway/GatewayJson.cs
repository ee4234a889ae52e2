using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Gateway.Domain;

namespace Ecommerce.Gateway;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RouteTable))]
[JsonSerializable(typeof(RouteSummary[]))]
internal sealed partial class GatewayJson : JsonSerializerContext;
