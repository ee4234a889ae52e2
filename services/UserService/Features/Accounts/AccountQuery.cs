using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Features.Shared;
using Ecommerce.UserService.Infrastructure.Postgres;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Accounts;

internal static class AccountQuery
{
    /// <summary>The search is meaningful only where there are no errors.</summary>
    public static (AccountSearch Search, FieldErrors Errors) Read(string? email, string? name, string? role, string? after, int? limit)
    {
        // A whole address may be written with its domain in Unicode.
        var prefix = EmailAddress.Find(email) ?? email?.Trim().ToLowerInvariant();
        var part = name is null ? null : TextRules.ToName(name);
        var (page, errors) = PageRequest.Read(after, limit);
        errors
            .Check("email", prefix is null || EmailAddress.CanBegin(prefix), "must be the beginning of an email address")
            .Check("name", part is null || IsPartOfName(part), "must be a part of a name")
            .Check("role", role is null || RoleTable.All.Contains(role), $"must be one of {RoleTable.Names}");
        return (new(prefix, part, role, page), errors);
    }

    private static bool IsPartOfName(string text) => text.Length <= PersonName.MaxLength && !text.Any(char.IsControl);
}
