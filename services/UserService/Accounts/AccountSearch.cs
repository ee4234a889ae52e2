using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Accounts;

/// <param name="EmailPrefix">How the addresses begin.</param>
/// <param name="Before">Only accounts with a smaller id, that is older ones.</param>
internal sealed record AccountSearch(string EmailPrefix, Guid Before, int Limit)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary>The search is meaningful only where there are no errors.</summary>
    /// <param name="after">The cursor: <c>next</c> of the page before, its last account's id.</param>
    public static (AccountSearch Search, FieldErrors Errors) Read(string? email, string? after, int? limit)
    {
        var prefix = email?.Trim().ToLowerInvariant() ?? "";
        var size = limit ?? DefaultLimit;
        var before = Guid.AllBitsSet;
        var errors = new FieldErrors()
            .Check("email", EmailAddress.CanBegin(prefix), "must be the beginning of an email address")
            .Check("after", after is null || Guid.TryParse(after, out before), "must be the next of a page")
            .Check("limit", size is >= 1 and <= MaxLimit, $"must be 1 to {MaxLimit}");
        return (new(prefix, before, size), errors);
    }
}
