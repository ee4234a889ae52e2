using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Fulfilment;

internal sealed record ShipRequest(string? Carrier, string? TrackingNumber)
{
    public void Check(FieldErrors errors)
    {
        errors.CheckText("carrier", Carrier, 100).CheckText("trackingNumber", TrackingNumber, 100);
    }
}

/// <param name="Amount">In the order's currency; all that is left where it is absent.</param>
internal sealed record RefundRequest(decimal? Amount, string? Reason)
{
    private const decimal Absurd = 1_000_000_000;

    public void Check(FieldErrors errors)
    {
        errors.Check("amount", Amount is null or (> 0 and < Absurd), "must be more than nothing")
            .Check("amount", Amount is null || decimal.Round(Amount.Value, 2) == Amount, "must have at most two decimals")
            .CheckText("reason", Reason, 500);
    }
}
