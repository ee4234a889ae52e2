namespace Ecommerce.OrderService.Domain.Orders;

internal enum ReturnStatus
{
    Requested,
    Approved,
    Rejected,
    Received,
}

/// <summary>Pieces of a delivered order that the shopper sends back. Approved before they travel, received when they are there.</summary>
/// <param name="UpdatedAt">When it got its status.</param>
/// <param name="RefundId">The refund of what was received; null where nothing was left to refund.</param>
/// <param name="AwaitsStock">The catalogue has not confirmed yet that the pieces are back in stock.</param>
internal sealed record Return(
    Guid Id, ReturnStatus Status, IReadOnlyList<ReturnLine> Lines, string Reason, DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt,
    string? RejectionReason = null, Guid? RefundId = null, bool AwaitsStock = false)
{
    /// <summary>How many pieces of a SKU it takes back: until it is received, all that were announced.</summary>
    public int QuantityOf(string sku)
    {
        var lines = Lines.Where(line => line.Sku == sku);
        return Status switch
        {
            ReturnStatus.Rejected => 0,
            ReturnStatus.Received => lines.Sum(line => line.Received),
            _ => lines.Sum(line => line.Quantity),
        };
    }
}

/// <param name="Quantity">Pieces announced.</param>
/// <param name="Received">Pieces that came.</param>
/// <param name="Restocked">Pieces of them that can be sold again.</param>
internal sealed record ReturnLine(string Sku, int Quantity, int Received = 0, int Restocked = 0);

/// <summary>Which status of a return may follow which.</summary>
internal static class ReturnTransitions
{
    public static bool Allows(ReturnStatus from, ReturnStatus to) => to switch
    {
        ReturnStatus.Approved => from is ReturnStatus.Requested,
        ReturnStatus.Rejected => from is ReturnStatus.Requested or ReturnStatus.Approved,
        ReturnStatus.Received => from is ReturnStatus.Approved,
        _ => false,
    };
}
