using Ecommerce.Web.Unicode;

namespace Ecommerce.UserService.Domain.Passwords;

/// <summary>
/// Passwords are counted, compared and hashed in Unicode's form NFKC: keyboards and systems write the same character in several ways.
/// </summary>
internal static class PasswordText
{
    public const int MaxLength = 128;

    /// <summary>A text that is no password because of its length is left as it is.</summary>
    public static string Normalise(string? password) => NormalizationForms.ToNfkc(password ?? "", MaxLength);
}
