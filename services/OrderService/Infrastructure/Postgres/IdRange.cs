using System.Globalization;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>Order ids from one to another, both included. They are UUIDv7: a period is such a range, and so is a prefix.</summary>
internal readonly record struct IdRange(Guid Low, Guid High)
{
    private const int Digits = 32;
    private const int TimeDigits = 12;
    private const int MinPrefix = 4;

    public static readonly IdRange All = new(Guid.Empty, Guid.AllBitsSet);

    /// <summary>Null where the text is no prefix of an id, or too short a one.</summary>
    public static IdRange? StartingWith(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length is >= MinPrefix and <= Digits && digits.All(char.IsAsciiHexDigit) ? Prefix(digits) : null;
    }

    /// <summary>Every id made from one moment to another, to the millisecond.</summary>
    public static IdRange Between(DateTimeOffset? from, DateTimeOffset? to) => new(
        from is null ? All.Low : Prefix(Time(from.Value)).Low,
        to is null ? All.High : Prefix(Time(to.Value)).High);

    private static IdRange Prefix(string digits) => new(
        Guid.ParseExact(digits.PadRight(Digits, '0'), "N"), Guid.ParseExact(digits.PadRight(Digits, 'f'), "N"));

    private static string Time(DateTimeOffset at)
        => Math.Max(0, at.ToUnixTimeMilliseconds()).ToString($"x{TimeDigits}", CultureInfo.InvariantCulture);
}
