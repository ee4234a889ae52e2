using System.Text;

namespace Ecommerce.NotificationService.Templates;

/// <summary>The part for those who read plain text.</summary>
internal static class TextRenderer
{
    public static string Render(Template template, TemplateModel model, Phrases phrases)
    {
        var text = new StringBuilder();
        foreach (var block in template.Blocks.Select(block => Render(block, model, phrases)).Where(block => block.Length > 0))
            text.Append(block).Append("\n\n");
        text.Append("--\n").Append(phrases["footer"]).Append('\n');
        if (model.Unsubscribe is { } address)
            text.Append($"{phrases["unsubscribe"]}: {address}\n");
        return text.ToString();
    }

    /// <summary>In one line, whatever the values hold.</summary>
    public static string Line(string text, TemplateModel model) => Placeholders.Fill(
        text, model.Values, filled => new string([.. filled.Select(c => char.IsControl(c) ? ' ' : c)]));

    private static string Render(Block block, TemplateModel model, Phrases phrases) => block switch
    {
        Block.Heading heading => Line(heading.Text, model),
        Block.Paragraph paragraph => Line(paragraph.Text, model),
        Block.Button button => $"{Line(button.Label, model)}:\n{model.Values[button.Address]}",
        _ => Table(model, phrases),
    };

    private static string Table(TemplateModel model, Phrases phrases)
        => string.Join('\n',
        [
            .. model.Lines.Select(line => $"  {line.Quantity} x {line.Name}{(line.Price.Length > 0 ? $"  {line.Price}" : "")}"),
            .. model.Lines.Count > 0 && model.Total is { } total ? [$"  {phrases["total"]}: {total}"] : Array.Empty<string>(),
        ]);
}
