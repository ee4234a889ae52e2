using System.Globalization;
using System.Security.Claims;
using Ecommerce.ServiceDefaults.Authentication;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Whether a caller who was let in would be let in again: for answers that go on, such as event streams, and would outlive what allowed
/// them.
/// </summary>
public sealed class OngoingAccess(AccountStates accounts, TimeProvider timeProvider)
{
    /// <param name="caller">Whose token was checked when the call began.</param>
    /// <param name="byPermission">Whether a permission lets the caller in; such a call ends while the states of accounts are
    /// unknown.</param>
    /// <param name="cancellationToken">Of the call.</param>
    public async ValueTask<bool> IsStillAllowedAsync(ClaimsPrincipal caller, bool byPermission, CancellationToken cancellationToken)
    {
        if (HasExpired(caller))
            return false;
        if (caller.HasClaim(claim => claim.Type == AccountState.ServiceClaim))
            return true;
        var recent = await accounts.RefreshAsync(cancellationToken);
        return !accounts.IsOutdated(caller) && (recent || !byPermission);
    }

    private bool HasExpired(ClaimsPrincipal caller)
        => long.TryParse(caller.FindFirstValue("exp"), CultureInfo.InvariantCulture, out var seconds)
            && timeProvider.GetUtcNow() > DateTimeOffset.FromUnixTimeSeconds(seconds) + TokenValidation.ClockSkew;
}
