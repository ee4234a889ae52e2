using System.Net;
using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>Either what was asked for, or why not.</summary>
internal readonly record struct StripeReply<T>(T? Value, StripeError? Error)
    where T : class;

internal static class StripeReply
{
    /// <summary>Waits for an answer. What is not understood for certain throws: nobody may take it for a refusal.</summary>
    /// <exception cref="ProviderUnavailableException">Whether it was done is not known, or it could not be now.</exception>
    public static async Task<StripeReply<T>> ReplyAsync<T>(this Task<T> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(await call, null);
        }
        catch (StripeException failure)
        {
            // Stripe's own words are left out: they quote what they are about.
            return IsVerdict(failure) ? new(null, failure.StripeError) : throw Unknown($"{(int)failure.HttpStatusCode} {failure.StripeError?.Type}");
        }
        catch (Exception silence) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unknown(silence.GetType().Name, silence);
        }
    }

    private static bool IsVerdict(StripeException failure)
        => failure.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
            && failure.StripeError is { Type: "card_error" or "invalid_request_error" };

    private static ProviderUnavailableException Unknown(string what, Exception? inner = null)
        => new($"Stripe gave no answer that decides: {what}.", inner);
}
