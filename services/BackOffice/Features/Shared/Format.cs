using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>How pages write times and large amounts. UTC, as the API and the logs do: two people on one order see the same.</summary>
internal static class Format
{
    public static string Minute(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>In groups of three digits, with the currency's decimals; without the currency.</summary>
    public static string Grouped(decimal amount, string currency)
        => amount.ToString($"N{Currencies.DecimalsOf(currency)}", CultureInfo.InvariantCulture);
}
