using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>What is not as it should be, and what each side says.</summary>
internal sealed record Finding(string Kind, string Ours, string Theirs);

/// <summary>Holds one order's payment against the provider's record of it.</summary>
internal static class Comparison
{
    public const string UnknownPayment = "unknown-payment";
    public const string Undecided = "undecided";
    public const string MissingAtProvider = "missing-at-provider";
    public const string NotCapturedAtProvider = "not-captured-at-provider";
    public const string CapturedAtProvider = "captured-at-provider";
    public const string AmountDiffers = "amount-differs";
    public const string RefundDiffers = "refund-differs";
    public const string LedgerDiffers = "ledger-differs";

    /// <param name="balance">What our ledger says that the provider holds of the order.</param>
    /// <param name="quiet">What changed after this is not judged yet.</param>
    public static IEnumerable<Finding> Of(Payment? payment, ProviderRecord? record, decimal balance, DateTimeOffset quiet) => payment switch
    {
        null => record is { Answer.Outcome: ProviderOutcome.Done } ? [new(UnknownPayment, "none", Text(record.Amount))] : [],
        // Nobody was asked for nothing.
        { Amount.Amount: 0 } => [],
        _ when LastChange(payment) > quiet => [],
        { Status: PaymentStatus.Requested } => [new(Undecided, "requested", Text(record))],
        _ => [.. OfBooks(payment, balance), .. OfDecided(payment, record)],
    };

    private static IEnumerable<Finding> OfBooks(Payment payment, decimal balance)
    {
        var expected = payment.Status is PaymentStatus.Captured ? payment.Amount.Amount - payment.Refunded : 0;
        if (balance != expected)
            yield return new(LedgerDiffers, Text(payment.Amount with { Amount = balance }), Text(payment.Amount with { Amount = expected }));
    }

    private static IEnumerable<Finding> OfDecided(Payment payment, ProviderRecord? record) => (payment.Status, record) switch
    {
        (PaymentStatus.Failed, { Answer.Outcome: ProviderOutcome.Done }) when record.Refunded < record.Amount.Amount
            => [new(CapturedAtProvider, payment.FailureReason!, Text(record))],
        (PaymentStatus.Failed, _) => [],
        (_, null) => [new(MissingAtProvider, Text(payment.Amount), "none")],
        (_, { Answer.Outcome: not ProviderOutcome.Done }) => [new(NotCapturedAtProvider, Text(payment.Amount), Text(record))],
        _ => OfCaptured(payment, record),
    };

    private static IEnumerable<Finding> OfCaptured(Payment payment, ProviderRecord record)
    {
        if (record.Amount != payment.Amount)
            yield return new(AmountDiffers, Text(payment.Amount), Text(record.Amount));
        if (payment.Refunds.All(refund => refund.CompletedAt is not null) && record.Refunded != payment.Refunded)
            yield return new(
                RefundDiffers, Text(payment.Amount with { Amount = payment.Refunded }), Text(record.Amount with { Amount = record.Refunded }));
    }

    private static DateTimeOffset LastChange(Payment payment) => payment.Refunds.Select(refund => refund.CompletedAt ?? refund.RequestedAt)
        .Concat([payment.CapturedAt ?? payment.FailedAt ?? payment.CreatedAt]).Max();

    private static string Text(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.####} {money.Currency}");

    private static string Text(ProviderRecord? record) => record switch
    {
        null => "none",
        { Answer.Outcome: ProviderOutcome.Done } => Text(record.Amount),
        { Answer.Outcome: ProviderOutcome.Pending } => "pending",
        _ => record.Answer.Reason!,
    };
}
