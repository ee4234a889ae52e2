using System.Globalization;
using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Domain;

/// <summary>A difference between a payment and the provider's record of it, with what each side says.</summary>
internal sealed record Finding(string Kind, string Ours, string Theirs);

/// <summary>Compares the payment of one order with the provider's record of it.</summary>
internal static class PaymentComparison
{
    public const string UnknownPayment = "unknown-payment";
    public const string Pending = "undecided";
    public const string MissingAtProvider = "missing-at-provider";
    public const string NotCapturedAtProvider = "not-captured-at-provider";
    public const string CapturedAtProvider = "captured-at-provider";
    public const string AmountDiffers = "amount-differs";
    public const string RefundDiffers = "refund-differs";
    public const string LedgerDiffers = "ledger-differs";

    /// <param name="balance">The order's balance at the provider according to our ledger.</param>
    /// <param name="changedBefore">Later changes are not compared yet.</param>
    public static IEnumerable<Finding> Compare(
        Payment? payment, ProviderRecord? record, decimal balance, DateTimeOffset changedBefore) => payment switch
        {
            null => record is { Result.Outcome: ProviderOutcome.Succeeded } ? [new(UnknownPayment, "none", Text(record.Amount))] : [],
            // The provider is not called for an amount of zero.
            { Amount.Amount: 0 } => [],
            _ when LastChange(payment) > changedBefore => [],
            { Status: PaymentStatus.Requested } => [new(Pending, "requested", Text(record))],
            _ => [.. CompareLedger(payment, balance), .. CompareOutcome(payment, record)],
        };

    private static IEnumerable<Finding> CompareLedger(Payment payment, decimal balance)
    {
        var expected = payment.Status is PaymentStatus.Captured ? payment.Amount.Amount - payment.Refunded : 0;
        if (balance == expected)
            yield break;
        yield return new(
            LedgerDiffers, Text(payment.Amount with { Amount = balance }), Text(payment.Amount with { Amount = expected }));
    }

    private static IEnumerable<Finding> CompareOutcome(Payment payment, ProviderRecord? record) => (payment.Status, record) switch
    {
        (PaymentStatus.Failed, { Result.Outcome: ProviderOutcome.Succeeded }) when record.Refunded < record.Amount.Amount
            => [new(CapturedAtProvider, payment.FailureReason!, Text(record))],
        (PaymentStatus.Failed, _) => [],
        (_, null) => [new(MissingAtProvider, Text(payment.Amount), "none")],
        (_, { Result.Outcome: not ProviderOutcome.Succeeded }) => [new(NotCapturedAtProvider, Text(payment.Amount), Text(record))],
        _ => CompareAmounts(payment, record),
    };

    private static IEnumerable<Finding> CompareAmounts(Payment payment, ProviderRecord record)
    {
        if (record.Amount != payment.Amount)
            yield return new(AmountDiffers, Text(payment.Amount), Text(record.Amount));
        if (payment.Refunds.All(refund => refund.CompletedAt is not null) && record.Refunded != payment.Refunded)
            yield return new(
                RefundDiffers, Text(payment.Amount with { Amount = payment.Refunded }),
                Text(record.Amount with { Amount = record.Refunded }));
    }

    private static DateTimeOffset LastChange(Payment payment) => payment.Refunds.Select(refund => refund.CompletedAt ?? refund.RequestedAt)
        .Concat([payment.CapturedAt ?? payment.FailedAt ?? payment.CreatedAt]).Max();

    private static string Text(Money money) => string.Create(CultureInfo.InvariantCulture, $"{money.Amount:0.####} {money.Currency}");

    private static string Text(ProviderRecord? record) => record switch
    {
        null => "none",
        { Result.Outcome: ProviderOutcome.Succeeded } => Text(record.Amount),
        { Result.Outcome: ProviderOutcome.Pending } => "pending",
        _ => record.Result.Reason!,
    };
}
