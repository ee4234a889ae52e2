namespace Ecommerce.NotificationService.Templates;

/// <summary>A message as its author wrote it, with <c>{{names}}</c> of values in its texts.</summary>
/// <param name="Sms">Null for a kind that does not go by SMS.</param>
internal sealed record Template(string Subject, string? Sms, IReadOnlyList<Block> Blocks)
{
    private const string SubjectMark = "subject:";
    private const string SmsMark = "sms:";

    /// <summary>
    /// Paragraphs stand between empty lines. <c># Text</c> is a heading, <c>@lines</c> the table of what was bought,
    /// <c>@button name Label</c> a link to the value of that name.
    /// </summary>
    public static Template Parse(string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = parts[0].Split('\n');
        return new(
            Find(head, SubjectMark) ?? throw new FormatException("A template begins with its subject."),
            Find(head, SmsMark),
            [.. parts.Skip(1).Select(ReadBlock)]);
    }

    private static string? Find(string[] head, string mark)
        => head.FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..].Trim();

    private static Block ReadBlock(string text) => text switch
    {
        "@lines" => new Block.Lines(),
        ['#', ' ', .. var heading] => new Block.Heading(heading),
        _ when text.StartsWith("@button ", StringComparison.Ordinal) && text.Split(' ', 3) is [_, var address, var label] => new Block.Button(address, label),
        _ => new Block.Paragraph(text.Replace('\n', ' ')),
    };
}

internal abstract record Block
{
    public sealed record Heading(string Text) : Block;

    public sealed record Paragraph(string Text) : Block;

    public sealed record Lines : Block;

    /// <param name="Address">The name of the value that is the link's address.</param>
    public sealed record Button(string Address, string Label) : Block;
}
