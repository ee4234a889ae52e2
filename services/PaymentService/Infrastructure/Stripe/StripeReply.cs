using System.Net;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>Either the requested object, or the error.</summary>
internal readonly record struct StripeReply<T>(T? Value, StripeError? Error)
    where T : class;

internal static class StripeReply
{
    /// <summary>Awaits the response. An error that is not definitive throws, so that it is never taken for a refusal.</summary>
    /// <exception cref="ProviderUnavailableException">Whether the call had an effect is unknown, or it can succeed later.</exception>
    public static async Task<StripeReply<T>> ReplyAsync<T>(this Task<T> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(await call, null);
        }
        catch (StripeException failure)
        {
            // Stripe's message is left out: it can quote personal data.
            return IsDefinitive(failure)
                ? new(null, failure.StripeError)
                : throw Unavailable($"{(int)failure.HttpStatusCode} {failure.StripeError?.Type}");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(failure.GetType().Name, failure);
        }
    }

    private static bool IsDefinitive(StripeException failure)
        => failure.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
            && failure.StripeError is { Type: "card_error" or "invalid_request_error" };

    private static ProviderUnavailableException Unavailable(string cause, Exception? inner = null)
        => new($"Stripe did not answer definitively: {cause}.", inner);
}
