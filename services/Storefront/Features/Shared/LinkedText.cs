using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Makes links of the bracketed parts of a text: translators see whole sentences.</summary>
internal static class LinkedText
{
    public static MarkupString Of(string text, IEnumerable<string> addresses)
    {
        using var next = addresses.GetEnumerator();
        var markup = new StringBuilder();
        foreach (var part in text.Split('['))
        {
            if (part.IndexOf(']', StringComparison.Ordinal) is >= 0 and var end && next.MoveNext())
                markup.Append("<a href=\"").Append(Encoded(next.Current)).Append("\">").Append(Encoded(part[..end])).Append("</a>")
                    .Append(Encoded(part[(end + 1)..]));
            else
                markup.Append(Encoded(part));
        }

        return new(markup.ToString());
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
