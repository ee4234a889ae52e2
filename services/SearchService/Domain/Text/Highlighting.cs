using System.Text.Encodings.Web;

namespace Ecommerce.SearchService.Domain.Text;

/// <summary>
/// Engines mark matches with two control characters, which no product's text contains; clients get HTML in which everything but
/// <c>&lt;mark&gt;</c> is escaped.
/// </summary>
internal static class Highlighting
{
    public const char Begin = '\u0002';
    public const char End = '\u0003';

    /// <summary>With one mark instead of several that touch.</summary>
    public static string Joined(string marked) => marked.Replace($"{End}{Begin}", "", StringComparison.Ordinal);

    /// <summary>How many characters are marked.</summary>
    public static int MarkedLength(string marked)
        => marked.Split(Begin).Skip(1).Sum(part => part.IndexOf(End, StringComparison.Ordinal));

    public static string Html(string marked)
        => HtmlEncoder.Default.Encode(marked)
            .Replace("&#x2;", "<mark>", StringComparison.Ordinal)
            .Replace("&#x3;", "</mark>", StringComparison.Ordinal);
}
