using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>
/// Payment intents. One is made first, which moves nothing, and confirmed then: so a capture whose answer was lost has a name under
/// which it can be looked up or cancelled.
/// </summary>
internal sealed class StripeIntentCalls(StripeClient stripe)
{
    public Task<StripeReply<StripeIntent>> CreateAsync(Capture capture, string customer, long amount, CancellationToken cancellationToken)
        => stripe.PostAsync(
            "v1/payment_intents", capture.Key,
            [
                new("amount", amount.ToString(CultureInfo.InvariantCulture)),
                new("currency", capture.Amount.Currency.ToLowerInvariant()),
                new("customer", customer),
                new("payment_method", capture.Token),
                new("payment_method_types[]", "card"),
                new($"metadata[{StripeAnswers.OrderId}]", capture.OrderId.ToString()),
            ],
            StripeJson.Default.StripeIntent, cancellationToken);

    public Task<StripeReply<StripeIntent>> ConfirmAsync(string id, string key, CancellationToken cancellationToken)
        => stripe.PostAsync(
            $"v1/payment_intents/{id}/confirm", $"{key}-confirm", [new("off_session", "true")], StripeJson.Default.StripeIntent, cancellationToken);

    /// <summary>Each time under another key: it may come too early once, and can do no harm twice.</summary>
    public Task<StripeReply<StripeIntent>> CancelAsync(string id, CancellationToken cancellationToken)
        => stripe.PostAsync(
            $"v1/payment_intents/{id}/cancel", $"cancel-{Guid.CreateVersion7()}", [new("cancellation_reason", "abandoned")],
            StripeJson.Default.StripeIntent, cancellationToken);

    public async Task<StripeIntent?> RetrieveAsync(string id, CancellationToken cancellationToken)
        => (await stripe.GetAsync($"v1/payment_intents/{id}?expand[]=latest_charge", StripeJson.Default.StripeIntent, cancellationToken)).Value;

    /// <param name="filter">Of the list, such as <c>customer=cus_1</c>.</param>
    public async IAsyncEnumerable<StripeIntent> ListAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var cursor = after is null ? "" : $"&starting_after={after}";
            var reply = await stripe.GetAsync(
                $"v1/payment_intents?limit=100&expand[]=data.latest_charge&{filter}{cursor}", StripeJson.Default.StripeIntents, cancellationToken);
            var page = reply.Value ?? throw new ProviderUnavailableException("Stripe lists no payment intents.");
            foreach (var intent in page.Data)
                yield return intent;
            if (!page.HasMore || page.Data.Count == 0)
                yield break;
            after = page.Data[^1].Id;
        }
    }
}
