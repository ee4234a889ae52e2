using System.Buffers.Binary;
using System.Globalization;

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

    /// <summary>
    /// How the ids with this number end: in ten hexadecimal digits. Read as people type it: small letters, without the hyphen, O for 0, and
    /// I or L for 1. Null where the text is no number.
    /// </summary>
    public static string? IdEnding(string number)
    {
        var typed = number.Replace("-", "", StringComparison.Ordinal).Trim();
        if (typed.Length != Length)
            return null;
        var value = 0L;
        foreach (var letter in typed)
        {
            var digit = Digits.IndexOf(Unmistakable(char.ToUpperInvariant(letter)), StringComparison.Ordinal);
            if (digit < 0)
                return null;
            value = (value << BitsPerDigit) + digit;
        }

        return value.ToString("x10", CultureInfo.InvariantCulture);
    }

    private static char Unmistakable(char letter) => letter switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        _ => letter,
    };
}
