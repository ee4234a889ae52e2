using System.Text.RegularExpressions;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>What a service says of a field, as a sentence of a page.</summary>
internal static partial class FieldMessage
{
    /// <summary>All that is wrong with a request, field by field.</summary>
    public static IEnumerable<string> Of(IEnumerable<KeyValuePair<string, string[]>> errors)
        => errors.SelectMany(error => error.Value.Select(message => Of(error.Key, message)));

    /// <param name="field">As in the request: <c>shippingAddress.postalCode</c>.</param>
    /// <param name="message">A sentence, or one without its subject: <c>must not be empty</c>.</param>
    public static string Of(string field, string message)
    {
        var words = WordStart().Replace(field[(field.LastIndexOf('.') + 1)..], " $1").Trim().ToLowerInvariant();
        return words.Length == 0 || message.Length == 0 || char.IsUpper(message[0])
            ? message
            : $"{words.Capitalized()} {message}";
    }

    [GeneratedRegex("([A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
