using System.Text.RegularExpressions;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Storefront.Features.Checkout;

/// <summary>
/// What the shopper's bank holds for the order. Its token moves from the address that the bank leads back to into a cookie for the
/// checkout's pages alone; payment-service confirms what it is worth.
/// </summary>
internal sealed partial class HeldPayments(
    IHttpContextAccessor accessor, GatewayClient gateway, Session session, IOptions<StripeOptions> stripe)
{
    private const string Cookie = "payment";
    private const string Pages = "/checkout";

    // Then it is released.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly HttpContext context = accessor.HttpContext ?? throw new InvalidOperationException("Payments belong to a request.");

    /// <summary>The token of the payment that the shopper's bank led back with.</summary>
    public string? Current => context.Request.Cookies[Cookie];

    public void Keep(string token)
    {
        if (Token().IsMatch(token))
            context.KeepCookie(Pages, Cookie, token, Lifetime);
    }

    public void Forget() => context.DeleteCookie(Pages, Cookie);

    /// <summary>The checkout with this payment, where it is the shopper's own, unused, and as much as the order costs.</summary>
    public async Task<CheckoutState> ConfirmAsync(CheckoutState state, string? token, CancellationToken cancellationToken)
    {
        if (!stripe.Value.IsConfigured || token is null || !Token().IsMatch(token) || state.Quote.Costs is not { } costs)
            return state;
        var held = await OptionalPart.ReadAsync(
            wait => gateway.FindAsync<HeldAuthorization>($"/payments/authorizations/{token}", session.AccessToken, wait),
            cancellationToken);
        var isEnough = held is not null && held.Amount.Currency == costs.Total.Currency && held.Amount.Amount >= costs.Total.Amount;
        return isEnough ? state with { Authorized = token } : state;
    }

    [GeneratedRegex(@"^pi_[A-Za-z0-9]{1,100}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
