namespace Ecommerce.UserService.Accounts;

/// <summary>
/// An email address in the one spelling that it is stored and compared in: trimmed and lower case.
/// ASCII only, so that two addresses which look alike are alike; an internationalised domain is written in its xn-- form.
/// </summary>
internal static class EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    /// <summary>Null where the text is no address.</summary>
    public static string? Normalise(string? text)
    {
        var address = text?.Trim().ToLowerInvariant();
        return address is { Length: <= MaxLength } && IsWellFormed(address) ? address : null;
    }

    /// <summary>Whether an address can begin so.</summary>
    public static bool CanBegin(string text) => text.Length <= MaxLength && text.All(IsPrintable);

    private static bool IsWellFormed(string address)
        => address.Split('@') is [{ Length: > 0 and <= MaxLocalLength }, var domain] && address.All(IsPrintable) && IsDomain(domain);

    private static bool IsDomain(string domain)
        => domain.Contains('.', StringComparison.Ordinal)
            && !domain.EndsWith('.')
            && Uri.CheckHostName(domain) == UriHostNameType.Dns;

    private static bool IsPrintable(char c) => c is > ' ' and <= '~';
}
