using System.Buffers.Binary;

namespace Ecommerce.Contracts;

/// <summary>
/// A short number of an order for people to read and say, such as <c>HX7K-2M9Q</c>. It follows from the order's id, and opens nothing: two
/// orders may, once in a very long while, have the same.
/// </summary>
public static class OrderNumber
{
    /// <summary>Crockford's base 32, without the letters that are taken for digits.</summary>
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int BitsPerDigit = 5;
    private const int Length = 8;

    public static string Of(Guid order)
    {
        Span<byte> bytes = stackalloc byte[16];
        order.TryWriteBytes(bytes, bigEndian: true, out _);
        // The end of an id is random; its beginning is the time, and alike for all orders of a day.
        var random = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        Span<char> number = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--, random >>= BitsPerDigit)
            number[i] = Digits[(int)(random % (ulong)Digits.Length)];
        return $"{number[..4]}-{number[4..]}";
    }
}
