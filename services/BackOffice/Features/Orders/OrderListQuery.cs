using System.Globalization;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>What the list of orders is narrowed to, as the page's address has it: a link shows the same list to others.</summary>
/// <param name="To">The last day, included.</param>
internal sealed record OrderListQuery(
    string? Status = null, string? Text = null, string? Sku = null, DateOnly? From = null, DateOnly? To = null, decimal? MinTotal = null,
    Guid? Customer = null)
{
    private const string Day = "yyyy-MM-dd";

    public static DateOnly? ToDay(string? text)
        => DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static decimal? ToAmount(string? text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public OrderFilter Filter => new(
        Status, Text, (From?.ToDateTime(default)).Midnight(), (To?.AddDays(1).ToDateTime(default)).Midnight(), Sku, MinTotal, Customer);

    /// <summary>Of the page's address; empty where nothing is said.</summary>
    public string Query => Addresses.Query(
        ("status", Status), ("q", Text), ("sku", Sku), ("from", From?.ToString(Day, CultureInfo.InvariantCulture)),
        ("to", To?.ToString(Day, CultureInfo.InvariantCulture)), ("minTotal", MinTotal?.ToString(CultureInfo.InvariantCulture)),
        ("customer", Customer?.ToString()));
}
