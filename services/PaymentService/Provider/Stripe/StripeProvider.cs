using System.Runtime.CompilerServices;
using Ecommerce.PaymentService.Payments;
using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>Stripe. Cards never come here: Stripe's script in the browser makes them a <c>pm_...</c>.</summary>
internal sealed class StripeProvider(StripeClient stripe, StripeCustomers customers, StripeIntentCalls intents) : IPaymentProvider
{
    public const string ProviderName = "stripe";

    public string Name => ProviderName;

    // Stripe keeps keys for at least 24 hours.
    public TimeSpan KeyLifetime => TimeSpan.FromHours(23);

    public bool TakesCards => false;

    public async Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken)
    {
        var token = source.Token ?? throw new MethodRefusedException("unknown-token");
        var customer = await customers.EnsureAsync(owner, cancellationToken);
        var (method, error) = await stripe.V1.PaymentMethods.AttachAsync(
            token, new() { Customer = customer }, StripeClients.Key($"attach-{token}-{customer}"), cancellationToken).ReplyAsync(cancellationToken);
        if (method?.Card is not { } card)
            throw new MethodRefusedException(error is null ? "not-a-card" : StripeAnswers.ReasonOf(error));
        return new(method.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear);
    }

    /// <summary>An error says that it is detached already, or was never there.</summary>
    public Task ForgetMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => stripe.V1.PaymentMethods.DetachAsync(token, null, StripeClients.Key($"detach-{token}"), cancellationToken).ReplyAsync(cancellationToken);

    public async Task<ProviderAnswer> CaptureAsync(Capture capture, CancellationToken cancellationToken)
    {
        var (intent, refusal) = await CreateAsync(capture, cancellationToken);
        if (intent is null)
            return refusal;
        try
        {
            return Decided(await intents.ConfirmAsync(intent.Id, capture.Key, cancellationToken));
        }
        catch (ProviderUnavailableException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stripe repeats even a failure of its own under the same key; the intent itself knows better.
            var now = await intents.RetrieveAsync(intent.Id, cancellationToken);
            if (now is null || StripeAnswers.Of(now) is not { Outcome: not ProviderOutcome.Pending } answer)
                throw;
            return answer;
        }
    }

    public async Task<ProviderAnswer> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken)
    {
        if (capture.KeyForgotten)
            reference ??= (await FindAsync(capture.OrderId, capture.Owner, null, cancellationToken))?.Reference;
        var intent = reference is null
            ? (await CreateAsync(capture, cancellationToken)).Intent
            : await intents.RetrieveAsync(reference, cancellationToken);
        if (intent is null)
            return ProviderAnswer.Refused(FailureReasons.OrderCancelled);
        return Decided(await intents.CancelAsync(intent.Id, cancellationToken));
    }

    public async Task<ProviderAnswer> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken)
    {
        if (refund.KeyForgotten)
            reference ??= await FindRefundAsync(refund, cancellationToken);
        var call = reference is null
            ? stripe.V1.Refunds.CreateAsync(OptionsOf(refund), StripeClients.Key(refund.Key), cancellationToken)
            : stripe.V1.Refunds.GetAsync(reference, null, null, cancellationToken);
        var (made, error) = await call.ReplyAsync(cancellationToken);
        return made is null ? ProviderAnswer.Refused(error?.Code ?? "refund-failed") : StripeAnswers.Of(made);
    }

    public async Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken)
    {
        if (reference is not null)
            return await intents.RetrieveAsync(reference, cancellationToken) is { } known ? StripeAnswers.RecordOf(known) : null;
        return await customers.FindAsync(owner, cancellationToken) is { } customer
            ? await ListAsync(new PaymentIntentListOptions { Customer = customer }, cancellationToken).FirstOrDefaultAsync(record => record.OrderId == orderId, cancellationToken)
            : null;
    }

    public IAsyncEnumerable<ProviderRecord> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => ListAsync(
            new PaymentIntentListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = to.UtcDateTime } }, cancellationToken);

    private async IAsyncEnumerable<ProviderRecord> ListAsync(PaymentIntentListOptions filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var intent in intents.ListAsync(filter, cancellationToken))
        {
            if (StripeAnswers.RecordOf(intent) is { } record)
                yield return record;
        }
    }

    private async Task<string?> FindRefundAsync(RefundCall refund, CancellationToken cancellationToken)
    {
        var filter = new RefundListOptions { PaymentIntent = refund.CaptureReference, Limit = 100 };
        var listed = await stripe.V1.Refunds.ListAsync(filter, null, cancellationToken).ReplyAsync(cancellationToken);
        var made = listed.Value ?? throw new ProviderUnavailableException("Stripe lists no refunds.");
        return made.Data.FirstOrDefault(one => StripeAnswers.IdIn(one.Metadata, StripeAnswers.RefundId) == refund.RefundId)?.Id;
    }

    /// <summary>The order's intent, or why there can be none. Nothing is taken yet.</summary>
    private async Task<(PaymentIntent? Intent, ProviderAnswer Refusal)> CreateAsync(Capture capture, CancellationToken cancellationToken)
    {
        if (MinorUnits.Of(capture.Amount) is not { } amount)
            return (null, ProviderAnswer.Refused("amount-not-accepted"));
        if (await customers.FindAsync(capture.Owner, cancellationToken) is not { } customer)
            return (null, ProviderAnswer.Refused("unknown-token"));
        var (intent, error) = await intents.CreateAsync(capture, customer, amount, cancellationToken);
        return intent is null ? (null, ProviderAnswer.Refused(StripeAnswers.ReasonOf(error!))) : (intent, default);
    }

    /// <summary>A call that came too late is refused with the intent as it is, which tells what happened before.</summary>
    private static ProviderAnswer Decided(StripeReply<PaymentIntent> reply) => reply switch
    {
        { Value: { } intent } => StripeAnswers.Of(intent),
        { Error: { Type: "invalid_request_error", PaymentIntent: { } intent } } => StripeAnswers.Of(intent),
        var refused => ProviderAnswer.Refused(StripeAnswers.ReasonOf(refused.Error!)),
    };

    private static RefundCreateOptions OptionsOf(RefundCall refund) => new()
    {
        PaymentIntent = refund.CaptureReference,
        Amount = MinorUnits.Of(refund.Amount) ?? 0,
        Metadata = new() { [StripeAnswers.OrderId] = refund.OrderId.ToString(), [StripeAnswers.RefundId] = refund.RefundId.ToString() },
    };
}
