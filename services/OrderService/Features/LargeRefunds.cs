using System.Security.Claims;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.OrderService.Features;

/// <summary>Staff who give back much of a payment, in whatever way, have given their password a short time ago.</summary>
internal sealed class LargeRefunds(RecentAuthentication authentication, IOptions<RefundOptions> options)
{
    /// <param name="caller">One of the staff.</param>
    /// <param name="amount">Of the order as a whole: many small refunds are a large one.</param>
    /// <returns>Null where the caller may.</returns>
    public ProblemHttpResult? Refuse(ClaimsPrincipal caller, decimal amount)
        => amount > options.Value.ReauthenticationAbove ? authentication.Refuse(caller) : null;
}
