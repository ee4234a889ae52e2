using System.Globalization;
using System.Text.Json;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Localization;
using Money = Ecommerce.Contracts.Money;

namespace Ecommerce.BackOffice.Features.Products.History;

/// <summary>A changed field for a person, such as <c>Price of TENT-2: 100.00 EUR → 90.00 EUR</c>.</summary>
internal static class ChangeText
{
    private const string None = "–";

    public static string Of(FieldChange change, IStringLocalizer<Texts> texts)
        => $"{Name(change.Field, texts)}: {Value(change.Before, texts)} → {Value(change.After, texts)}";

    private static string Name(string field, IStringLocalizer<Texts> texts)
    {
        var end = field.LastIndexOf("].", StringComparison.Ordinal);
        if (end < 0 || !field.StartsWith("variants[", StringComparison.Ordinal))
            return texts[ProductMembers.NameOf(field)];
        var sku = field["variants[".Length..end];
        return field[(end + 2)..] switch
        {
            "price" => texts["Price of {0}", sku],
            "sale" => texts["Sale of {0}", sku],
            _ => texts["Options of {0}", sku],
        };
    }

    private static string Value(JsonElement? value, IStringLocalizer<Texts> texts) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => None,
        { ValueKind: JsonValueKind.True } => texts["Yes"],
        { ValueKind: JsonValueKind.False } => texts["No"],
        { ValueKind: JsonValueKind.Array } list => Listed(list.EnumerateArray().Select(item => Value(item, texts))),
        { ValueKind: JsonValueKind.Object } members => Members(members, texts),
        { } text => text.ToString(),
    };

    private static string Members(JsonElement value, IStringLocalizer<Texts> texts)
    {
        if (value.TryGetProperty("amount", out var amount))
            return $"{new Money(amount.GetDecimal(), value.GetProperty("currency").GetString()!)}";
        if (value.TryGetProperty("price", out var price))
            return $"{Value(price, texts)}, {Time(value, "from")} – {Time(value, "to")}";
        if (value.TryGetProperty("url", out var url))
            return value.TryGetProperty("alt", out var alt) && alt.GetString() is { Length: > 0 } shows ? shows : $"{url}";
        return Listed(value.EnumerateObject().Select(member => $"{member.Name}: {Value(member.Value, texts)}"));
    }

    /// <summary>Where a sale begins or ends; nothing where it is open.</summary>
    private static string Time(JsonElement sale, string member)
        => sale.TryGetProperty(member, out var time) && time.ValueKind == JsonValueKind.String
            ? time.GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "";

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : None;
}
