using Ecommerce.OrderService.Orders;

namespace Ecommerce.OrderService.Returns;

internal enum ReturnStatus
{
    Requested,
    Approved,
    Rejected,
    Received,
}

/// <summary>Pieces of a delivered order that the shopper sends back. Approved before they travel, received when they are there.</summary>
/// <param name="UpdatedAt">When it got its status.</param>
/// <param name="RefundId">The refund of what was received; null where there was nothing left to give back.</param>
/// <param name="AwaitsStock">The catalogue has not said yet that the pieces are on the shelf.</param>
internal sealed record Return(
    Guid Id, ReturnStatus Status, IReadOnlyList<ReturnLine> Lines, string Reason, DateTimeOffset RequestedAt, DateTimeOffset UpdatedAt,
    string? RejectionReason = null, Guid? RefundId = null, bool AwaitsStock = false)
{
    /// <summary>What it takes of a line: until the parcel is opened all that was announced.</summary>
    public int PiecesOf(string sku) => Status is ReturnStatus.Rejected
        ? 0
        : Lines.Where(line => line.Sku == sku).Sum(line => Status is ReturnStatus.Received ? line.Received : line.Quantity);
}

/// <param name="Quantity">Pieces announced.</param>
/// <param name="Received">Pieces that came.</param>
/// <param name="Restocked">Pieces of them that can be sold again.</param>
internal sealed record ReturnLine(string Sku, int Quantity, int Received = 0, int Restocked = 0);

/// <summary>The only place that says which status of a return may follow which.</summary>
internal static class ReturnGraph
{
    public static bool Allows(ReturnStatus from, ReturnStatus to) => to switch
    {
        ReturnStatus.Approved => from is ReturnStatus.Requested,
        ReturnStatus.Rejected => from is ReturnStatus.Requested or ReturnStatus.Approved,
        ReturnStatus.Received => from is ReturnStatus.Approved,
        _ => false,
    };
}
