using System.Diagnostics.CodeAnalysis;

namespace Ecommerce.UserService.Accounts;

/// <param name="Email">How the addresses begin.</param>
/// <param name="After">The cursor: <c>next</c> of the page before.</param>
/// <param name="Limit">Accounts on a page, 1 to 100.</param>
internal sealed record AccountQuery(string? Email, string? After, int? Limit);

internal sealed record AccountSearch(string EmailPrefix, Guid Before, int Limit);

internal static class AccountQueryRules
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static bool TryAccept(
        AccountQuery query,
        [NotNullWhen(true)] out AccountSearch? search,
        [NotNullWhen(false)] out Dictionary<string, string[]>? errors)
    {
        var wrong = new Dictionary<string, string[]>();
        var prefix = query.Email?.Trim().ToLowerInvariant() ?? "";
        if (!EmailAddress.CanBegin(prefix))
            wrong["email"] = ["must be the beginning of an email address"];
        var before = Guid.AllBitsSet;
        if (query.After is not null && !Guid.TryParse(query.After, out before))
            wrong["after"] = ["must be the next of a page"];
        var limit = query.Limit ?? DefaultLimit;
        if (limit is < 1 or > MaxLimit)
            wrong["limit"] = [$"must be 1 to {MaxLimit}"];

        search = wrong.Count == 0 ? new AccountSearch(prefix, before, limit) : null;
        errors = wrong.Count == 0 ? null : wrong;
        return search is not null;
    }
}
