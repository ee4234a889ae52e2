namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>A parsed template, with <c>{{name}}</c> placeholders in its texts.</summary>
/// <param name="Sms">Null for a kind that is not sent by SMS.</param>
internal sealed record Template(string Subject, string? Sms, IReadOnlyList<Block> Blocks)
{
    private const string SubjectPrefix = "subject:";
    private const string SmsPrefix = "sms:";

    /// <summary>
    /// Paragraphs are separated by empty lines. <c># Text</c> is a heading, <c>@lines</c> the table of the order's lines,
    /// <c>@address</c> where it goes, <c>@button name Label</c> a link to the value of that name.
    /// </summary>
    public static Template Parse(string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = parts[0].Split('\n');
        return new(
            Find(head, SubjectPrefix) ?? throw new FormatException("A template must begin with its subject."),
            Find(head, SmsPrefix),
            [.. parts.Skip(1).Select(ReadBlock)]);
    }

    private static string? Find(string[] head, string prefix)
        => head.FirstOrDefault(line => line.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..].Trim();

    private static Block ReadBlock(string text) => text switch
    {
        "@lines" => new Block.Lines(),
        "@address" => new Block.Destination(),
        ['#', ' ', .. var heading] => new Block.Heading(heading),
        _ when text.StartsWith("@button ", StringComparison.Ordinal) && text.Split(' ', 3) is [_, var address, var label]
            => new Block.Button(address, label),
        _ => new Block.Paragraph(text.Replace('\n', ' ')),
    };
}

internal abstract record Block
{
    public sealed record Heading(string Text) : Block;

    public sealed record Paragraph(string Text) : Block;

    public sealed record Lines : Block;

    public sealed record Destination : Block;

    /// <param name="Address">The name of the value with the address.</param>
    public sealed record Button(string Address, string Label) : Block;
}
