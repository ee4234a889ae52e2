using System.Globalization;

namespace Ecommerce.Storefront.Infrastructure.Languages;

/// <summary>How numbers and dates are written. Globalization is invariant, so .NET knows the names of cultures alone.</summary>
internal static class Cultures
{
    // As the pattern numbers of .NET say it.
    private const int NumberThenCurrency = 3;

    public static readonly CultureInfo English = CreateEnglish();

    public static readonly CultureInfo German = CreateGerman();

    private static CultureInfo CreateEnglish()
    {
        var culture = new CultureInfo("en");
        culture.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        return CultureInfo.ReadOnly(culture);
    }

    private static CultureInfo CreateGerman()
    {
        var culture = new CultureInfo("de");
        var numbers = culture.NumberFormat;
        numbers.NumberDecimalSeparator = numbers.CurrencyDecimalSeparator = numbers.PercentDecimalSeparator = ",";
        numbers.NumberGroupSeparator = numbers.CurrencyGroupSeparator = numbers.PercentGroupSeparator = ".";
        numbers.CurrencyPositivePattern = NumberThenCurrency;
        var dates = culture.DateTimeFormat;
        dates.LongDatePattern = "d. MMMM yyyy";
        dates.ShortTimePattern = "HH:mm";
        dates.MonthNames = dates.MonthGenitiveNames =
        [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "",
        ];
        return CultureInfo.ReadOnly(culture);
    }
}
