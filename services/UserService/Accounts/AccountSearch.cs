using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Paging;
using Ecommerce.UserService.Roles;

namespace Ecommerce.UserService.Accounts;

/// <param name="Email">How the address begins.</param>
/// <param name="Name">A part of the name.</param>
internal sealed record AccountSearch(string? Email, string? Name, string? Role, PageRequest Page)
{
    /// <summary>What was typed is text, not a pattern.</summary>
    public string? NamePattern => Name is null ? null : $"%{string.Concat(Name.Select(c => c is '%' or '_' or '\\' ? $"\\{c}" : $"{c}"))}%";

    /// <summary>The search is meaningful only where there are no errors.</summary>
    public static (AccountSearch Search, FieldErrors Errors) Read(string? email, string? name, string? role, string? after, int? limit)
    {
        var prefix = email?.Trim().ToLowerInvariant();
        var part = name?.Trim();
        var (page, errors) = PageRequest.Read(after, limit);
        errors
            .Check("email", prefix is null || EmailAddress.CanBegin(prefix), "must be the beginning of an email address")
            .Check("name", part is null || (part.Length <= RegistrationRules.MaxNameLength && !part.Any(char.IsControl)), "must be a part of a name")
            .Check("role", role is null || RoleTable.All.Contains(role), RoleTable.Expectation);
        return (new(prefix, part, role, page), errors);
    }
}
