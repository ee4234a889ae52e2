using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>
/// Markup that runs a script wherever it is not encoded (in a text, an attribute, a text area, a title, a script), and what templates
/// would compute.
/// </summary>
internal static class Poison
{
    private const string Markup =
        "\"'></textarea></title></script><img src=x onerror=window.ran=1><script>window.ran=1</script>{{7*7}}${7*7}";

    /// <summary>What a shopper types.</summary>
    public const string Typed = Markup + "typed";

    /// <summary>What the API answers with.</summary>
    public const string Stored = Markup + "stored";

    /// <summary>A script wherever a text becomes an address.</summary>
    public const string Address = "javascript:window.ran=1//typed";

    /// <summary>What no page may have as it is.</summary>
    public const string Raw = "<img src=x onerror";

    // The API alone decides on these: words of its own, codes and addresses.
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal)
    {
        "id", "productId", "orderId", "status", "currency", "country", "kind", "channel", "purpose", "state", "locale", "match", "slug",
        "path", "parent", "categoryPath", "code", "cancellationReason", "shippingMethod", "vote", "type", "url", "image",
    };

    private static readonly string[] Reads = ["POST /users/refresh", "POST /orders/quote"];

    private static readonly string[] Fields =
    [
        "city", "code", "country", "currentPassword", "cvc", "discountCode", "displayName", "email", "expiryMonth", "expiryYear", "name",
        "newPassword", "number", "password", "postalCode", "quantity", "reason", "shippingMethod", "stars", "street", "text", "title",
        "words",
    ];

    /// <summary>What is read has the markup in every text; what is written is refused in words that have it, field by field.</summary>
    public static (int Status, string Json) Answer(string call, (int Status, string Json) prepared)
    {
        if (call == Reads[0] || prepared.Json.Length == 0)
            return prepared;
        if (call.StartsWith("GET ", StringComparison.Ordinal) || Reads.Contains(call))
            return (prepared.Status, In(JsonNode.Parse(prepared.Json)!, name: "").ToJsonString());
        var errors = Fields.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonArray($"must not be {Stored}")));
        return (400, new JsonObject { ["title"] = Stored, ["status"] = 400, ["errors"] = new JsonObject(errors) }.ToJsonString());
    }

    private static JsonNode In(JsonNode node, string name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(
            member => KeyValuePair.Create(NameOf(member.Key, name), member.Value is null ? null : In(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : In(item, item is JsonObject ? "" : name))]),
        _ when node.GetValueKind() is JsonValueKind.String && IsText(name, (string)node!) => JsonValue.Create((string)node! + Stored),
        _ => node.DeepClone(),
    };

    /// <summary>Names of options and features are texts of the shop, too.</summary>
    private static string NameOf(string member, string owner) => owner is "options" or "attributes" ? member + Stored : member;

    private static bool IsText(string name, string value)
        => !Codes.Contains(name) && !Guid.TryParse(value, out _) && !IsTime(value);

    private static bool IsTime(string value)
        => char.IsAsciiDigit(value.FirstOrDefault()) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _);
}
