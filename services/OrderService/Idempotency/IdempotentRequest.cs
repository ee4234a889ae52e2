using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>A caller's request under the name that the caller gave it. The hash tells whether a repetition asks for the same.</summary>
internal sealed record IdempotentRequest(Guid UserId, string Key, byte[] Hash)
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 128;

    public static FieldErrors Check(string? key) => new FieldErrors().Check(
        Header,
        key is { Length: > 0 and <= LongestKey } && key.All(character => character is > ' ' and <= '~'),
        $"must be there, with 1 to {LongestKey} visible ASCII characters");

    /// <summary>Hashes what the body means, not how it is spelled: member order, white space and unknown members do not count.</summary>
    public static IdempotentRequest Of<TBody>(Guid userId, string key, string operation, TBody body, JsonTypeInfo<TBody> json)
        => new(userId, key, SHA256.HashData(Encoding.UTF8.GetBytes($"{operation}\n{JsonSerializer.Serialize(body, json)}")));

    public static IdempotentRequest Of(Guid userId, string key, string operation)
        => new(userId, key, SHA256.HashData(Encoding.UTF8.GetBytes(operation)));
}
