using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>Formats numbers and times for a language. Globalization is invariant, so .NET has no culture data.</summary>
internal static class LocalFormat
{
    private static readonly NumberFormatInfo German = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string Format(Money money, string language)
        => $"{money.Amount.ToString($"N{Currencies.DecimalsOf(money.Currency)}", Numbers(language))} {money.Currency}";

    public static string Format(int number, string language) => number.ToString("N0", Numbers(language));

    public static string Format(DateTimeOffset instant, string language)
        => instant.UtcDateTime.ToString(
            language == "de" ? "dd.MM.yyyy HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static NumberFormatInfo Numbers(string language) => language == "de" ? German : NumberFormatInfo.InvariantInfo;
}
