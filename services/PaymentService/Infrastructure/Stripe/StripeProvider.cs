using System.Runtime.CompilerServices;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>Stripe. Card data never comes here: Stripe's script in the browser exchanges it for a <c>pm_...</c> token.</summary>
internal sealed class StripeProvider(
    StripeClient stripe, StripeCustomers customers, StripePaymentIntents intents, StripeAuthorizations authorizations) : IPaymentProvider
{
    public const string ProviderName = "stripe";

    public string Name => ProviderName;

    // Stripe keeps keys for at least 24 hours.
    public TimeSpan KeyLifetime => TimeSpan.FromHours(23);

    public bool AcceptsCards => false;

    public async Task<ProviderMethod> AddMethodAsync(Guid owner, MethodSource source, CancellationToken cancellationToken)
    {
        var token = source.Token ?? throw new MethodRefusedException("unknown-token");
        if (StripeAuthorizations.IsAuthorization(token))
            return await authorizations.FindMethodAsync(owner, token, cancellationToken);
        var customer = await customers.EnsureAsync(owner, cancellationToken);
        var (method, error) = await stripe.V1.PaymentMethods.AttachAsync(
            token, new() { Customer = customer }, StripeClientFactory.WithKey($"attach-{token}-{customer}"), cancellationToken)
            .ReplyAsync(cancellationToken);
        if (method?.Card is not { } card)
            throw new MethodRefusedException(error is null ? "not-a-card" : StripeMapping.ToReason(error));
        return new(method.Id, card.Brand, card.Last4, (int)card.ExpMonth, (int)card.ExpYear);
    }

    /// <summary>An error means that the method is detached already, or does not exist.</summary>
    public Task DetachMethodAsync(Guid owner, string token, CancellationToken cancellationToken)
        => stripe.V1.PaymentMethods.DetachAsync(token, null, StripeClientFactory.WithKey($"detach-{token}"), cancellationToken)
            .ReplyAsync(cancellationToken);

    public async Task<ProviderResult> CaptureAsync(Capture capture, CancellationToken cancellationToken)
    {
        if (StripeAuthorizations.IsAuthorization(capture.Token))
            return await authorizations.CaptureAsync(capture, cancellationToken);
        var (intent, refusal) = await CreateAsync(capture, cancellationToken);
        if (intent is null)
            return refusal;
        try
        {
            return ToResult(await intents.ConfirmAsync(intent.Id, capture.Key, cancellationToken));
        }
        catch (ProviderUnavailableException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stripe repeats even its own failure for the same key, but the intent has the current state.
            var current = await intents.RetrieveAsync(intent.Id, cancellationToken);
            if (current is null || StripeMapping.ToResult(current) is not { Outcome: not ProviderOutcome.Pending } result)
                throw;
            return result;
        }
    }

    public async Task<ProviderResult> VoidAsync(Capture capture, string? reference, CancellationToken cancellationToken)
    {
        if (StripeAuthorizations.IsAuthorization(capture.Token))
            return await authorizations.VoidAsync(capture, cancellationToken);
        if (capture.KeyExpired)
            reference ??= (await FindAsync(capture.OrderId, capture.Owner, null, cancellationToken))?.Reference;
        var intent = reference is null
            ? (await CreateAsync(capture, cancellationToken)).Intent
            : await intents.RetrieveAsync(reference, cancellationToken);
        if (intent is null)
            return ProviderResult.Refused(FailureReasons.OrderCancelled);
        return ToResult(await intents.CancelAsync(intent.Id, cancellationToken));
    }

    public async Task<ProviderResult> RefundAsync(RefundCall refund, string? reference, CancellationToken cancellationToken)
    {
        if (refund.KeyExpired)
            reference ??= await FindRefundAsync(refund, cancellationToken);
        var call = reference is null
            ? stripe.V1.Refunds.CreateAsync(OptionsOf(refund), StripeClientFactory.WithKey(refund.Key), cancellationToken)
            : stripe.V1.Refunds.GetAsync(reference, null, null, cancellationToken);
        var (created, error) = await call.ReplyAsync(cancellationToken);
        return created is null ? ProviderResult.Refused(error?.Code ?? "refund-failed") : StripeMapping.ToResult(created);
    }

    public async Task<ProviderRecord?> FindAsync(Guid orderId, Guid owner, string? reference, CancellationToken cancellationToken)
    {
        if (reference is not null)
            return await intents.RetrieveAsync(reference, cancellationToken) is { } intent ? StripeMapping.ToRecord(intent) : null;
        if (await customers.FindAsync(owner, cancellationToken) is not { } customer)
            return null;
        return await ListAsync(new PaymentIntentListOptions { Customer = customer }, cancellationToken)
            .FirstOrDefaultAsync(record => record.OrderId == orderId, cancellationToken);
    }

    public IAsyncEnumerable<ProviderRecord> ListAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var created = new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = to.UtcDateTime };
        return ListAsync(new PaymentIntentListOptions { Created = created }, cancellationToken);
    }

    private async IAsyncEnumerable<ProviderRecord> ListAsync(
        PaymentIntentListOptions filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var intent in intents.ListAsync(filter, cancellationToken))
        {
            if (StripeMapping.ToRecord(intent) is { } record)
                yield return record;
        }
    }

    private async Task<string?> FindRefundAsync(RefundCall refund, CancellationToken cancellationToken)
    {
        var filter = new RefundListOptions { PaymentIntent = refund.CaptureReference, Limit = 100 };
        var listed = await stripe.V1.Refunds.ListAsync(filter, null, cancellationToken).ReplyAsync(cancellationToken);
        var refunds = listed.Value ?? throw new ProviderUnavailableException("Stripe did not list refunds.");
        return refunds.Data.FirstOrDefault(
            created => StripeMapping.FindId(created.Metadata, StripeMapping.RefundIdKey) == refund.RefundId)?.Id;
    }

    /// <summary>Creates the order's intent, which moves no money yet.</summary>
    private async Task<(PaymentIntent? Intent, ProviderResult Refusal)> CreateAsync(Capture capture, CancellationToken cancellationToken)
    {
        if (MinorUnits.FromMoney(capture.Amount) is not { } amount)
            return (null, ProviderResult.Refused("amount-not-accepted"));
        if (await customers.FindAsync(capture.Owner, cancellationToken) is not { } customer)
            return (null, ProviderResult.Refused("unknown-token"));
        var (intent, error) = await intents.CreateAsync(capture, customer, amount, cancellationToken);
        return intent is null ? (null, ProviderResult.Refused(StripeMapping.ToReason(error!))) : (intent, default);
    }

    /// <summary>The error of a call that came too late has the intent in its current state, and with it the result.</summary>
    internal static ProviderResult ToResult(StripeReply<PaymentIntent> reply) => reply switch
    {
        { Value: { } intent } => StripeMapping.ToResult(intent),
        { Error: { Type: "invalid_request_error", PaymentIntent: { } intent } } => StripeMapping.ToResult(intent),
        var refused => ProviderResult.Refused(StripeMapping.ToReason(refused.Error!)),
    };

    private static RefundCreateOptions OptionsOf(RefundCall refund) => new()
    {
        PaymentIntent = refund.CaptureReference,
        Amount = MinorUnits.FromMoney(refund.Amount) ?? 0,
        Metadata = new()
        {
            [StripeMapping.OrderIdKey] = refund.OrderId.ToString(),
            [StripeMapping.RefundIdKey] = refund.RefundId.ToString(),
        },
    };
}
