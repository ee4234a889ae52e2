namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>A form that is sent twice, by a double click for example, has one effect, and leads to its page both times.</summary>
internal sealed class RepeatedForms(TimeProvider timeProvider)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="send">Sends the request with the form's idempotency key.</param>
    /// <param name="cancellationToken">Of the shopper's request.</param>
    /// <exception cref="GatewayException">The API rejected it; see its problem.</exception>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await send();
            }
            catch (GatewayException refusal)
                when (refusal.Problem.Is("idempotency-in-progress") && timeProvider.GetElapsedTime(started) < Patience)
            {
                // The same form, sent a moment before, is being worked on: its answer is this one's, too.
                await Task.Delay(Pause, timeProvider, cancellationToken);
            }
        }
    }
}
