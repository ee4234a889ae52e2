using Ecommerce.Contracts;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>The rows below the lines of an order, which add up: what comes off and on top, and the total.</summary>
internal static class OrderSums
{
    public static IReadOnlyList<TextSum> Of(MessageData data, string language, Phrases phrases)
    {
        if (data.Total is not { } total)
            return [];
        var costs = data.Costs ?? new(total.Amount, 0, 0, 0, 0);
        List<TextSum> parts = [.. Rows(("discount", -costs.Discount), ("shipping", costs.Shipping), ("tax", costs.Tax))];
        return
        [
            .. parts.Count > 0 ? Rows(("subtotal", costs.Subtotal)) : [],
            .. parts,
            new(phrases["total"], Text(total.Amount), IsTotal: true),
            .. Rows(("taxIncluded", costs.TaxIncluded)),
        ];

        IEnumerable<TextSum> Rows(params (string Phrase, decimal Amount)[] rows)
            => rows.Where(row => row.Amount != 0).Select(row => new TextSum(phrases[row.Phrase], Text(row.Amount)));

        string Text(decimal amount) => LocalFormat.Format(new Money(amount, total.Currency), language);
    }
}
