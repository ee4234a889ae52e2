using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>A text in which the search has marked words: markup of which the marks alone are kept, whoever wrote the rest.</summary>
internal static partial class MarkedText
{
    /// <param name="markup">Encoded, with <c>mark</c> elements.</param>
    public static MarkupString Of(string markup) => new(string.Concat(Mark().Split(markup).Select(Kept)));

    private static string Kept(string part)
        => part is "<mark>" or "</mark>" ? part : HtmlEncoder.Default.Encode(WebUtility.HtmlDecode(part));

    [GeneratedRegex("(</?mark>)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
