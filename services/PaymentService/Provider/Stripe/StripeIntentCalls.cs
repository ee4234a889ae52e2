using System.Runtime.CompilerServices;
using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>
/// Payment intents. One is made first, which moves nothing, and confirmed then: so a capture whose answer was lost has a name under
/// which it can be looked up or cancelled.
/// </summary>
internal sealed class StripeIntentCalls(StripeClient stripe)
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
            Metadata = new() { [StripeAnswers.OrderId] = capture.OrderId.ToString() },
        };
        return Intents.CreateAsync(options, StripeClients.Key(capture.Key), cancellationToken).ReplyAsync(cancellationToken);
    }

    public Task<StripeReply<PaymentIntent>> ConfirmAsync(string id, string key, CancellationToken cancellationToken)
        => Intents.ConfirmAsync(id, new() { OffSession = true }, StripeClients.Key($"{key}-confirm"), cancellationToken).ReplyAsync(cancellationToken);

    /// <summary>Each time under another key: it may come too early once, and can do no harm twice.</summary>
    public Task<StripeReply<PaymentIntent>> CancelAsync(string id, CancellationToken cancellationToken)
        => Intents.CancelAsync(id, new() { CancellationReason = "abandoned" }, StripeClients.Key($"cancel-{Guid.CreateVersion7()}"), cancellationToken)
            .ReplyAsync(cancellationToken);

    public async Task<PaymentIntent?> RetrieveAsync(string id, CancellationToken cancellationToken)
        => (await Intents.GetAsync(id, new() { Expand = ["latest_charge"] }, null, cancellationToken).ReplyAsync(cancellationToken)).Value;

    /// <param name="filter">Of the list; where it begins and what it holds of each is set here.</param>
    public async IAsyncEnumerable<PaymentIntent> ListAsync(PaymentIntentListOptions filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (filter.Limit, filter.Expand) = (100, ["data.latest_charge"]);
        while (true)
        {
            var reply = await Intents.ListAsync(filter, null, cancellationToken).ReplyAsync(cancellationToken);
            var page = reply.Value ?? throw new ProviderUnavailableException("Stripe lists no payment intents.");
            foreach (var intent in page.Data)
                yield return intent;
            if (!page.HasMore || page.Data.Count == 0)
                yield break;
            filter.StartingAfter = page.Data[^1].Id;
        }
    }
}
