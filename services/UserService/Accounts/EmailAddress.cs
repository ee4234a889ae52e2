using System.Diagnostics.CodeAnalysis;

namespace Ecommerce.UserService.Accounts;

/// <summary>
/// An email address in the one spelling that it is stored and compared in: trimmed and lower case.
/// ASCII only, so that two addresses which look alike are alike; an internationalised domain is written in its xn-- form.
/// </summary>
internal static class EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? address)
    {
        address = text?.Trim().ToLowerInvariant();
        return address is { Length: <= MaxLength } && IsWellFormed(address);
    }

    /// <summary>Whether addresses can begin so: also what a search by prefix takes.</summary>
    public static bool CanBegin(string text) => text.Length <= MaxLength && text.All(IsPrintable);

    private static bool IsWellFormed(string address)
    {
        var at = address.LastIndexOf('@');
        return at is > 0 and <= MaxLocalLength
            && address.IndexOf('@', StringComparison.Ordinal) == at
            && address.All(IsPrintable)
            && IsDomain(address.AsSpan(at + 1));
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (!domain.Contains('.') || Uri.CheckHostName(domain.ToString()) != UriHostNameType.Dns)
            return false;
        return domain[^1] != '.';
    }

    private static bool IsPrintable(char c) => char.IsAscii(c) && !char.IsControl(c) && c != ' ';
}
