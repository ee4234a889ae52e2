using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.Moving;

/// <summary>
/// Records counted, and a sum over them that is the same in whatever order they were read. Two equal records do not cancel each other.
/// </summary>
/// <param name="Records">How many.</param>
/// <param name="First">The sum, modulo 2^64, of the first eight bytes of the SHA-256 of each.</param>
/// <param name="Second">Likewise of the next eight.</param>
public readonly record struct Checksum(long Records, ulong First, ulong Second)
{
    /// <summary>With one more record.</summary>
    /// <param name="record">As JSON; the order of its members does not count, that of its lists does.</param>
    public Checksum With(JsonNode record)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(record)!.ToJsonString()));
        return new(
            Records + 1, unchecked(First + BinaryPrimitives.ReadUInt64BigEndian(hash)), unchecked(
                Second + BinaryPrimitives.ReadUInt64BigEndian(hash.AsSpan(8))));
    }

    /// <summary>The number of records, and the sum in hexadecimal digits.</summary>
    public override string ToString() => $"{Records} records, checksum {First:x16}{Second:x16}";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
