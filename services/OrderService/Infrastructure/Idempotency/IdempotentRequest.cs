using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Infrastructure.Idempotency;

/// <summary>A request and the idempotency key that its caller chose.</summary>
/// <param name="Fingerprint">Tells whether a repetition is the same request.</param>
internal sealed record IdempotentRequest(Guid UserId, string Key, byte[] Fingerprint)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 128;

    public static FieldErrors CheckKey(string? key) => new FieldErrors().Check(
        Header,
        key is { Length: > 0 and <= MaxKeyLength } && key.All(character => character is > ' ' and <= '~'),
        $"must be there, with 1 to {MaxKeyLength} visible ASCII characters");

    /// <param name="userId">The caller.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="operation">Method and path.</param>
    public static IdempotentRequest Create(Guid userId, string key, string operation)
        => new(userId, key, SHA256.HashData(Encoding.UTF8.GetBytes(operation)));

    /// <summary>
    /// The body counts by its values: the order of members, white space, unknown members and the zeros at the end of an amount do not.
    /// </summary>
    public static IdempotentRequest Create<TBody>(Guid userId, string key, string operation, TBody body, JsonTypeInfo<TBody> json)
        => Create(userId, key, $"{operation}\n{Normalised(JsonSerializer.SerializeToNode(body, json))?.ToJsonString()}");

    private static JsonNode? Normalised(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Normalised(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Normalised)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<decimal>(out var number)
            => JsonValue.Create(WithoutTrailingZeros(number)),
        _ => node?.DeepClone(),
    };

    // A quotient has no more decimals than it needs.
    private static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;
}
