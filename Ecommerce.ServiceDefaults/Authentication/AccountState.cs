namespace Ecommerce.ServiceDefaults;

/// <summary>An account whose access tokens of earlier versions are refused although they have not expired.</summary>
/// <param name="UserId">The token's <c>sub</c>.</param>
/// <param name="Version">The least <see cref="VersionClaim"/> that is still taken.</param>
public sealed record AccountState(Guid UserId, int Version)
{
    /// <summary>Where the authority lists the states, relative to its address.</summary>
    public const string Path = "/account-states";

    /// <summary>The claim of a person's token that says which version of the account it was issued for; 0 where it is missing.</summary>
    public const string VersionClaim = "ver";

    /// <summary>The claim of a token that was issued to a service rather than to a person: a service's name.</summary>
    public const string ServiceClaim = "client_id";

    /// <summary>The version of an account that is gone: no token is taken.</summary>
    public const int Erased = int.MaxValue;
}

/// <param name="Items">All accounts that changed within the lifetime of an access token.</param>
public sealed record AccountStateList(IReadOnlyList<AccountState> Items);

/// <summary>Where account states come from: over HTTP from the authority, unless the service is the authority itself.</summary>
public interface IAccountStateSource
{
    /// <exception cref="HttpRequestException">The authority does not answer.</exception>
    Task<IReadOnlyList<AccountState>> ReadAsync(CancellationToken cancellationToken);
}
