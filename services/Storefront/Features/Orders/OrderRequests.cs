using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>What shoppers ask for about their orders, once per form.</summary>
internal sealed class OrderRequests(GatewayClient gateway, Session session, RepeatedForms forms, IStringLocalizer<Texts> texts)
{
    /// <param name="id">Of the order.</param>
    /// <param name="key">Of the form.</param>
    /// <param name="cancellationToken">Of the shopper's request.</param>
    /// <returns>Null where it is cancelled; what was wrong otherwise.</returns>
    public Task<Refusal?> CancelAsync(Guid id, Guid key, CancellationToken cancellationToken) => SendAsync(
        () => gateway.PostAsync<Order>($"/orders/{id}/cancel", session.AccessToken, cancellationToken, idempotencyKey: $"{key}"),
        cancellationToken);

    /// <inheritdoc cref="CancelAsync"/>
    public Task<Refusal?> ReturnAsync(Guid id, ReturnRequest request, Guid key, CancellationToken cancellationToken) => SendAsync(
        () => gateway.SendAsync<ReturnRequest, Return>(
            HttpMethod.Post, $"/orders/{id}/returns", request, session.AccessToken, cancellationToken, idempotencyKey: $"{key}"),
        cancellationToken);

    private async Task<Refusal?> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            await forms.SendAsync(send, cancellationToken);
            return null;
        }
        catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
        {
            return new((int)refusal.Status, refusal.Problem.Messages());
        }
        catch (Exception failure) when (failure.IsOutage())
        {
            return new(
                StatusCodes.Status503ServiceUnavailable,
                [
                    texts["The shop does not answer at the moment. "
                        + "Please send it again in a little while: it is done once, however often you send it."],
                ]);
        }
    }
}

/// <summary>Why a form is shown again.</summary>
internal sealed record Refusal(int Status, IEnumerable<string> Messages);
