using Ecommerce.BackOffice.Infrastructure.Api;
using Money = Ecommerce.Contracts.Money;

namespace Ecommerce.BackOffice.Features.Orders;

/// <summary>How much of an order is sent back: pieces, an amount, or all that is left.</summary>
internal sealed class RefundForm(Order order)
{
    public const string ByPieces = "pieces", ByAmount = "amount", All = "all";

    public string By { get; set; } = ByPieces;

    public decimal? EnteredAmount { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Made when the form opens: pressed twice, it is one intention.</summary>
    public string Key { get; } = $"{Guid.CreateVersion7()}";

    public IReadOnlyList<RefundLine> Lines { get; } = [.. order.Lines.Select(line => new RefundLine(line, order.RefundablePieces(line)))];

    /// <summary>What will be sent back.</summary>
    public Money Amount => order.Total with
    {
        Amount = By switch
        {
            ByAmount => EnteredAmount ?? 0,
            All => order.Refundable.Amount,
            _ => Math.Min(Lines.Sum(line => order.AmountFor(line.Line, line.Pieces)), order.Refundable.Amount),
        },
    };

    public bool IsReady => Amount.Amount > 0 && Amount.Amount <= order.Refundable.Amount && !string.IsNullOrWhiteSpace(Reason);

    public RefundRequest ToRequest() => By switch
    {
        ByAmount => new(Reason.Trim(), Amount: EnteredAmount),
        All => new(Reason.Trim(), All: true),
        _ => new(
            Reason.Trim(),
            Lines: [.. Lines.Where(line => line.Pieces > 0).Select(line => new SkuQuantity(line.Line.Sku, line.Pieces))]),
    };
}

internal sealed class RefundLine(OrderLine line, int left)
{
    public OrderLine Line => line;

    public int Left => left;

    public int Pieces { get; set; }
}
