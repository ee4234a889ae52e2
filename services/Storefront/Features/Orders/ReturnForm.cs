using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>What comes back, as the form names it. Public because the form is a component's parameter.</summary>
/// <param name="Key">The idempotency key: the form has one effect, however often it is sent.</param>
/// <param name="Sku">Of each line, in the order of the quantities.</param>
/// <param name="Quantity">Pieces of each line, 0 for what is kept.</param>
/// <param name="Reason">One of <see cref="Reasons"/>.</param>
/// <param name="Note">In the shopper's own words.</param>
public sealed record ReturnForm(Guid Key, string[]? Sku, int[]? Quantity, string? Reason, string? Note)
{
    // The API takes 500 characters of both together.
    public const int MaxNote = 440;

    /// <summary>As staff read them.</summary>
    public static readonly IReadOnlyList<string> Reasons =
    [
        Texts.Key("It does not fit"), Texts.Key("I do not like it"), Texts.Key("It arrived damaged"), Texts.Key("It does not work"),
        Texts.Key("It is not what I ordered"), Texts.Key("It came too late"), Texts.Key("I have changed my mind"),
        Texts.Key("Another reason"),
    ];

    /// <summary>A reason as it was sent, with the part that was chosen in the page's language.</summary>
    public static string InPageLanguage(string sent, IStringLocalizer<Texts> texts)
        => Reasons.FirstOrDefault(reason => sent.StartsWith(reason, StringComparison.Ordinal)) is { } chosen
            ? texts[chosen] + sent[chosen.Length..]
            : sent;

    public static ReturnForm New() => new(Guid.CreateVersion7(), [], [], Reason: null, Note: null);

    public int QuantityOf(string sku)
        => Array.IndexOf(Sku ?? [], sku) is var line and >= 0 && line < Quantity?.Length ? Quantity[line] : 0;

    public ReturnRequest ToRequest() => new(
        [.. (Sku ?? []).Zip(Quantity ?? [], (sku, quantity) => new ReturnItem(sku, quantity)).Where(item => item.Quantity != 0)],
        string.IsNullOrWhiteSpace(Note) ? Reason ?? "" : $"{Reason}: {Note.Trim()}");
}
