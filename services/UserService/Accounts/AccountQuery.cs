using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Accounts;

/// <param name="Email">How the addresses begin.</param>
/// <param name="After">The cursor: <c>next</c> of the page before.</param>
/// <param name="Limit">Accounts on a page.</param>
internal sealed record AccountQuery(string? Email, string? After, int? Limit);

/// <param name="Before">Only accounts with a smaller id, that is older ones.</param>
internal sealed record AccountSearch(string EmailPrefix, Guid Before, int Limit);

internal static class AccountQueryRules
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>The search is meaningful only where there are no errors.</summary>
    public static (AccountSearch Search, FieldErrors Errors) Read(AccountQuery query)
    {
        var prefix = query.Email?.Trim().ToLowerInvariant() ?? "";
        var limit = query.Limit ?? DefaultLimit;
        var before = Guid.AllBitsSet;
        var errors = new FieldErrors()
            .Check("email", EmailAddress.CanBegin(prefix), "must be the beginning of an email address")
            .Check("after", query.After is null || Guid.TryParse(query.After, out before), "must be the next of a page")
            .Check("limit", limit is >= 1 and <= MaxLimit, $"must be 1 to {MaxLimit}");
        return (new(prefix, before, limit), errors);
    }
}
