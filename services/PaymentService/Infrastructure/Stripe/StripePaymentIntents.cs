using System.Runtime.CompilerServices;
using Ecommerce.PaymentService.Domain;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>
/// Payment intents. An intent is created first, which moves nothing, and then confirmed: so a capture whose response was lost has an id by
/// which it can be retrieved or cancelled.
/// </summary>
internal sealed class StripePaymentIntents(StripeClient stripe)
{
    private PaymentIntentService Intents => stripe.V1.PaymentIntents;

    public Task<StripeReply<PaymentIntent>> CreateAsync(Capture capture, string customer, long amount, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = capture.Amount.Currency.ToLowerInvariant(),
            Customer = customer,
            PaymentMethod = capture.Token,
            AllowedPaymentMethodTypes = ["card"],
            Metadata = new() { [StripeMapping.OrderIdKey] = capture.OrderId.ToString() },
        };
        return Intents.CreateAsync(options, StripeClientFactory.WithKey(capture.Key), cancellationToken).ReplyAsync(cancellationToken);
    }

    public Task<StripeReply<PaymentIntent>> ConfirmAsync(string id, string key, CancellationToken cancellationToken)
        => Intents.ConfirmAsync(id, new() { OffSession = true }, StripeClientFactory.WithKey($"{key}-confirm"), cancellationToken)
            .ReplyAsync(cancellationToken);

    /// <summary>One that the browser confirms. Each call has a new key: whoever asks again wants another one.</summary>
    public Task<StripeReply<PaymentIntent>> AuthorizeAsync(
        string customer, long amount, string currency, string? method, bool save, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = currency.ToLowerInvariant(),
            Customer = customer,
            PaymentMethod = method,
            AllowedPaymentMethodTypes = ["card"],
            CaptureMethod = "manual",
            SetupFutureUsage = save ? "off_session" : null,
        };
        var key = StripeClientFactory.WithKey($"authorize-{Guid.CreateVersion7()}");
        return Intents.CreateAsync(options, key, cancellationToken).ReplyAsync(cancellationToken);
    }

    /// <summary>Captures what the browser authorised. The order is named at the same time, for webhooks and reconciliation.</summary>
    public Task<StripeReply<PaymentIntent>> CaptureAsync(Capture capture, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCaptureOptions
        {
            AmountToCapture = MinorUnits.FromMoney(capture.Amount),
            Metadata = new() { [StripeMapping.OrderIdKey] = capture.OrderId.ToString() },
        };
        return Intents.CaptureAsync(capture.Token, options, StripeClientFactory.WithKey(capture.Key), cancellationToken)
            .ReplyAsync(cancellationToken);
    }

    /// <summary>Each call has a new key: an early refusal must not be repeated, and cancelling twice does no harm.</summary>
    public Task<StripeReply<PaymentIntent>> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var key = StripeClientFactory.WithKey($"cancel-{Guid.CreateVersion7()}");
        return Intents.CancelAsync(id, new() { CancellationReason = "abandoned" }, key, cancellationToken).ReplyAsync(cancellationToken);
    }

    public async Task<PaymentIntent?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentGetOptions { Expand = ["latest_charge", "payment_method"] };
        return (await Intents.GetAsync(id, options, null, cancellationToken).ReplyAsync(cancellationToken)).Value;
    }

    /// <param name="filter">Which intents are listed; paging and expansion are set here.</param>
    public async IAsyncEnumerable<PaymentIntent> ListAsync(
        PaymentIntentListOptions filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        filter.Limit = 100;
        filter.Expand = ["data.latest_charge"];
        while (true)
        {
            var reply = await Intents.ListAsync(filter, null, cancellationToken).ReplyAsync(cancellationToken);
            var page = reply.Value ?? throw new ProviderUnavailableException("Stripe did not list payment intents.");
            foreach (var intent in page.Data)
                yield return intent;
            if (!page.HasMore || page.Data.Count == 0)
                yield break;
            filter.StartingAfter = page.Data[^1].Id;
        }
    }
}
