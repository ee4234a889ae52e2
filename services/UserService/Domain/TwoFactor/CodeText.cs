namespace Ecommerce.UserService.Domain.TwoFactor;

/// <summary>A code as people type it: of an authenticator app or a recovery code, in groups or not.</summary>
internal static class CodeText
{
    public const int MaxLength = 40;
    private const int AppLength = 6;

    public static string Normalise(string code)
        => new([.. code.Where(character => !char.IsWhiteSpace(character) && character != '-').Select(char.ToUpperInvariant)]);

    /// <summary>Whether it can be one of an app; recovery codes are longer.</summary>
    public static bool IsOfApp(string normalised) => normalised.Length == AppLength && normalised.All(char.IsAsciiDigit);
}
