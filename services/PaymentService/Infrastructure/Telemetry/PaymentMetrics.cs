using System.Diagnostics.Metrics;
using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Infrastructure.Telemetry;

/// <summary>Counted when a decision is stored, repeated events left out. For trends: the exact amounts are in the ledger.</summary>
internal sealed class PaymentMetrics
{
    public const string MeterName = "Ecommerce.Payments";

    private readonly Counter<long> captures;
    private readonly Counter<long> failures;
    private readonly Counter<long> refunds;
    private readonly Counter<long> webhooks;
    private readonly Counter<long> discrepancies;
    private readonly Counter<long> calls;

    public PaymentMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        captures = meter.CreateCounter<long>("ecommerce.payments.captured", "{payment}", "Payments captured.");
        failures = meter.CreateCounter<long>("ecommerce.payments.failed", "{payment}", "Payments refused, by reason.");
        refunds = meter.CreateCounter<long>("ecommerce.payments.refunded", "{refund}", "Refunds completed.");
        webhooks = meter.CreateCounter<long>("ecommerce.payments.webhooks", "{webhook}", "Signed webhooks, by what became of them.");
        discrepancies = meter.CreateCounter<long>(
            "ecommerce.payments.discrepancies", "{discrepancy}", "Payments found to differ from the provider's records, by kind.");
        calls = meter.CreateCounter<long>(
            "ecommerce.payments.provider.calls", "{call}", "Calls of the provider, by kind and by whether it answered.");
        captures.Add(0);
        meter.CreateObservableGauge(
            "ecommerce.payments.discrepancies.open", () => OpenDiscrepancies, "{discrepancy}", "Those that differ still.");
    }

    /// <summary>As of the last measurement.</summary>
    public long OpenDiscrepancies { get; set; }

    public void RecordCall(CallKind kind, bool answered)
        => calls.Add(1, new("kind", kind.ToString()), new KeyValuePair<string, object?>("outcome", answered ? "answered" : "unavailable"));

    public void RecordDiscrepancy(string kind) => discrepancies.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void RecordWebhook(string provider, string outcome)
        => webhooks.Add(1, new("provider", provider), new KeyValuePair<string, object?>("outcome", outcome));

    public void Record(PaymentDecision decision)
    {
        if (ReferenceEquals(decision.Before, decision.Payment))
            return;
        foreach (var booking in decision.Bookings)
            (booking.Amount < 0 ? refunds : captures).Add(1);
        if (decision.Before?.Status is not PaymentStatus.Failed && decision.Payment is { Status: PaymentStatus.Failed } failed)
            failures.Add(1, new KeyValuePair<string, object?>("reason", failed.FailureReason));
    }
}
