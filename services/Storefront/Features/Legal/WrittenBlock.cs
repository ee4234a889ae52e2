namespace Ecommerce.Storefront.Features.Legal;

/// <summary>A paragraph, a heading (<c>## </c>) or a list (lines of <c>- </c>) of a text; an empty line ends it.</summary>
internal sealed record WrittenBlock(IReadOnlyList<string> Lines, bool IsHeading, bool IsList)
{
    private const string Heading = "## ";
    private const string Item = "- ";

    public static IReadOnlyList<WrittenBlock> Of(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(OfParagraph),
    ];

    /// <summary>A heading stands alone, also where no empty line is behind it.</summary>
    private static IEnumerable<WrittenBlock> OfParagraph(string paragraph)
    {
        var lines = paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines is [var first, ..] && first.StartsWith(Heading, StringComparison.Ordinal))
        {
            yield return new([first[Heading.Length..]], IsHeading: true, IsList: false);
            lines = lines[1..];
        }

        if (lines.Length == 0)
            yield break;
        yield return lines.All(line => line.StartsWith(Item, StringComparison.Ordinal))
            ? new([.. lines.Select(line => line[Item.Length..])], IsHeading: false, IsList: true)
            : new(lines, IsHeading: false, IsList: false);
    }
}
