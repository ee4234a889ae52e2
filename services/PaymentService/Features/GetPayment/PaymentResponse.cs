using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Features.GetPayment;

/// <param name="Status"><c>Requested</c>, <c>Captured</c>, <c>Failed</c>, or <c>Refunded</c> once everything was refunded.</param>
/// <param name="Refunded">What was refunded so far.</param>
internal sealed record PaymentResponse(
    Guid OrderId, string Status, Money Amount, Money Refunded, string? FailureReason, IReadOnlyList<AttemptResponse> Attempts)
{
    public static PaymentResponse From(Payment payment, IReadOnlyList<AttemptResponse> attempts) => new(
        payment.OrderId, StatusOf(payment), payment.Amount, payment.Amount with { Amount = payment.Refunded }, payment.FailureReason,
        attempts);

    private static string StatusOf(Payment payment)
        => payment.Status is PaymentStatus.Captured && payment.Refunds.Count > 0 && payment.Refunded >= payment.Amount.Amount
            ? "Refunded"
            : payment.Status.ToString();
}

/// <param name="Kind"><c>capture</c>, <c>query</c> (of the result), <c>cancel</c> (of the capture) or <c>refund</c>.</param>
/// <param name="Outcome">Null while there is no answer of the provider.</param>
internal sealed record AttemptResponse(string Kind, string? Outcome, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
