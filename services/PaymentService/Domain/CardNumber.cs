namespace Ecommerce.PaymentService.Domain;

/// <summary>Format, check digit and brand of a card number (ISO/IEC 7812).</summary>
internal static class CardNumber
{
    /// <summary>The digits, without the spaces and hyphens that people type between them.</summary>
    public static string Normalize(string number)
        => number.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>12 to 19 digits with a valid check digit (Luhn).</summary>
    public static bool IsValid(string digits)
        => digits.Length is >= 12 and <= 19 && digits.All(char.IsAsciiDigit) && CheckSum(digits) % 10 == 0;

    public static string Brand(string digits) => digits switch
    {
        ['4', ..] => "visa",
        ['5', >= '1' and <= '5', ..] or ['2', >= '2' and <= '7', ..] => "mastercard",
        ['3', '4' or '7', ..] => "amex",
        ['6', '0', '1', '1', ..] or ['6', '5', ..] => "discover",
        _ => "unknown",
    };

    private static int CheckSum(string digits)
        => digits.Reverse().Select((digit, place) => place % 2 == 0 ? digit - '0' : Doubled(digit - '0')).Sum();

    private static int Doubled(int digit) => digit < 5 ? digit * 2 : (digit * 2) - 9;
}
