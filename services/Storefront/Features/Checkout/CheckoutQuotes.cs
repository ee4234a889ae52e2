using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>What the shopper's cart costs with discount, shipping and tax.</summary>
internal sealed class CheckoutQuotes(GatewayClient gateway, Session session)
{
    private static readonly string[] Fields = ["country", "discountCode", "shippingMethod"];

    /// <summary>
    /// The price of what is chosen; where a discount code or a shipping method is refused, the price without it, and why.
    /// </summary>
    public async Task<Quote> FindAsync(Choices choices, CancellationToken cancellationToken)
    {
        if (choices.Country.Length == 0)
            return Quote.None;
        var refusals = FormMessages.None;
        for (var wanted = choices; ;)
        {
            try
            {
                return Quote.Of(await AskAsync(wanted, cancellationToken), refusals);
            }
            catch (GatewayException refusal) when ((int)refusal.Status is 400 or 409 or 422)
            {
                refusals = refusals.And(FormMessages.Of(refusal.Problem, Fields));
                if (wanted.Without(refusal.Problem) is not { } less)
                    return Quote.None with { Messages = refusals };
                wanted = less;
            }
        }
    }

    private Task<QuotedOrder> AskAsync(Choices wanted, CancellationToken cancellationToken)
        => gateway.SendAsync<QuoteRequest, QuotedOrder>(
            HttpMethod.Post, "/orders/quote", new(new(wanted.Country), wanted.DiscountCode, wanted.ShippingMethod), session.AccessToken,
            cancellationToken);
}

/// <param name="Costs">Null where there is no price yet, or <paramref name="Messages"/> say why there is none.</param>
/// <param name="Methods">How the order can be shipped to the country.</param>
/// <param name="Method">The id of the one that the price is with.</param>
/// <param name="Messages">What was refused.</param>
public sealed record Quote(Costs? Costs, IReadOnlyList<ShippingMethod> Methods, string? Method, FormMessages Messages)
{
    /// <summary>Before the country is known.</summary>
    public static readonly Quote None = new(null, [], null, FormMessages.None);

    public static Quote Of(QuotedOrder order, FormMessages messages)
        => new(order.Costs, order.ShippingMethods ?? [], order.ShippingMethod, messages);
}
