using System.Text.Encodings.Web;

namespace Ecommerce.SearchService.Queries;

/// <summary>
/// Engines mark what fits with two control characters, which no product's text has; a client gets HTML in which everything but
/// <c>&lt;mark&gt;</c> is escaped.
/// </summary>
internal static class Highlighting
{
    public const char Begin = '\u0002';
    public const char End = '\u0003';

    public static string Html(string marked)
        => HtmlEncoder.Default.Encode(marked)
            .Replace("&#x2;", "<mark>", StringComparison.Ordinal)
            .Replace("&#x3;", "</mark>", StringComparison.Ordinal);
}
