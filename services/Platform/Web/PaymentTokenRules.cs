using System.Text.RegularExpressions;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web;

/// <summary>
/// Tokens of payment methods, which are stored and sent on: nothing in their place may be a card number, however it is written.
/// </summary>
public static partial class PaymentTokenRules
{
    /// <summary>
    /// What the providers issue: a kind and an underscore before letters and digits, such as <c>pm_1NkXyZ</c>, no part of which has as many
    /// digits and nothing else as a card number.
    /// </summary>
    public static FieldErrors CheckPaymentToken(this FieldErrors errors, string field, string? token, int maxLength)
        => errors.Check(
            field, token is not null && token.Length <= maxLength && Form().IsMatch(token) && !token.Split('_').Any(IsCardNumber),
            "must be a token of payment-service, never a card number");

    private static bool IsCardNumber(string part) => part.Length is >= 12 and <= 19 && part.All(char.IsAsciiDigit);

    [GeneratedRegex(@"^[a-z]+(_[A-Za-z0-9]+)+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
