using System.Buffers;

namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>
/// Email addresses are stored and compared trimmed, in lower case and in ASCII, so that no two addresses look alike. A domain may be
/// written in Unicode, see <see cref="MailDomain"/>; what is before the @ may not: few mail servers take it.
/// </summary>
internal static class EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocalLength = 64;

    /// <summary>What needs no quotes in front of the @ (RFC 5322, atext), and the dot.</summary>
    private static readonly SearchValues<char> LocalCharacters
        = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    /// <summary>Null where the text is not an address that mail can be sent to.</summary>
    public static string? Normalise(string? text)
        => Find(text) is { } address && address.Split('@') is [var local, var domain] && IsLocal(local) && MailDomain.CanReceive(domain)
            ? address
            : null;

    /// <summary>The form in which an account has it, also one that earlier versions took; null where no account can have it.</summary>
    public static string? Find(string? text)
    {
        if (text is not { Length: <= MaxLength }
            || text.Trim().ToLowerInvariant().Split('@') is not [{ Length: > 0 and <= MaxLocalLength } local, { Length: > 0 } domain]
            || !local.All(IsPrintable)
            || MailDomain.ToAscii(domain) is not { } ascii)
            return null;
        var address = $"{local}@{ascii}";
        return address.Length <= MaxLength ? address : null;
    }

    /// <summary>Whether the text can be the beginning of an address.</summary>
    public static bool CanBegin(string text) => text.Length <= MaxLength && text.All(IsPrintable);

    private static bool IsLocal(string local)
        => !local.AsSpan().ContainsAnyExcept(LocalCharacters) && local.Split('.').All(part => part.Length > 0);

    private static bool IsPrintable(char c) => c is > ' ' and <= '~';
}
