using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Templates;

/// <summary>Numbers and times as a language writes them; the system's own tables are not there in every container.</summary>
internal static class LocalFormat
{
    private static readonly NumberFormatInfo German = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string Of(Money money, string language)
    {
        var decimals = Currencies.TryGetDecimals(money.Currency, out var known) ? known : 2;
        return $"{money.Amount.ToString($"N{decimals}", Numbers(language))} {money.Currency}";
    }

    public static string Of(int number, string language) => number.ToString("N0", Numbers(language));

    public static string Of(DateTimeOffset time, string language)
        => time.UtcDateTime.ToString(language == "de" ? "dd.MM.yyyy HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static NumberFormatInfo Numbers(string language) => language == "de" ? German : NumberFormatInfo.InvariantInfo;
}
