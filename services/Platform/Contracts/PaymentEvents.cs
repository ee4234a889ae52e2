namespace Ecommerce.Contracts;

/// <summary>The order's total was taken from the shopper.</summary>
public sealed record PaymentCaptured(Guid OrderId, Guid PaymentId, Money Amount, DateTimeOffset CapturedAt) : IIntegrationEvent
{
    public static string Type => "payment-captured.v1";
    public static string Topic => Topics.Payments;
    public string Key => OrderId.ToString();
}

/// <summary>The provider refused; nothing was taken.</summary>
/// <param name="Reason">Machine readable: <c>card-declined</c>, <c>insufficient-funds</c>, <c>unknown-token</c>, <c>order-cancelled</c>,
/// ...</param>
public sealed record PaymentFailed(Guid OrderId, Guid PaymentId, string Reason, DateTimeOffset FailedAt) : IIntegrationEvent
{
    public static string Type => "payment-failed.v1";
    public static string Topic => Topics.Payments;
    public string Key => OrderId.ToString();
}

/// <summary>Money went back to the shopper; the sum of an order's refunds never exceeds its capture.</summary>
public sealed record PaymentRefunded(Guid OrderId, Guid PaymentId, Guid RefundId, Money Amount, DateTimeOffset RefundedAt)
    : IIntegrationEvent
{
    public static string Type => "payment-refunded.v1";
    public static string Topic => Topics.Payments;
    public string Key => OrderId.ToString();
}
