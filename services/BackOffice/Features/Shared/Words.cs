namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>The API's codes as words: <c>StockReserved</c> and <c>payment-declined</c> are names for programs.</summary>
internal static class Words
{
    /// <returns>English, which is the key of the text in other languages; what a person wrote stays as it is.</returns>
    public static string Of(string code)
    {
        if (!code.All(letter => char.IsAsciiLetter(letter) || letter is '-'))
            return code;
        var spaced = string.Concat(code.Select((letter, at) => letter switch
        {
            '-' => " ",
            _ when at > 0 && char.IsAsciiLetterUpper(letter) && char.IsAsciiLetterLower(code[at - 1])
                => $" {char.ToLowerInvariant(letter)}",
            _ => $"{letter}",
        }));
        return spaced.Length == 0 ? "" : char.ToUpperInvariant(spaced[0]) + spaced[1..];
    }
}
