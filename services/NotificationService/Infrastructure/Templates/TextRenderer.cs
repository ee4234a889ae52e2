using System.Text;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>Renders the text part.</summary>
internal static class TextRenderer
{
    public static string Render(Template template, TemplateModel model, Phrases phrases)
    {
        var text = new StringBuilder();
        foreach (var block in template.Blocks.Select(block => Render(block, model)).Where(block => block.Length > 0))
            text.Append(block).Append("\n\n");
        text.Append("--\n").Append(model.Footer).Append('\n');
        if (model.Unsubscribe is { } address)
            text.Append($"{phrases["unsubscribe"]}: {address}\n");
        return text.ToString();
    }

    /// <summary>Renders one line: control characters in values become spaces.</summary>
    public static string RenderLine(string text, TemplateModel model) => Placeholders.Fill(text, model.Values, WithoutControls);

    private static string WithoutControls(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Render(Block block, TemplateModel model) => block switch
    {
        Block.Heading heading => RenderLine(heading.Text, model),
        Block.Paragraph paragraph => RenderLine(paragraph.Text, model),
        Block.Button button => $"{RenderLine(button.Label, model)}:\n{model.Values[button.Address]}",
        Block.Destination => string.Join("\n  ", model.Address.Select(WithoutControls)),
        _ => Table(model),
    };

    private static string Table(TemplateModel model)
    {
        List<string> rows = [.. model.Lines.Select(RenderRow)];
        if (rows.Count > 0)
            rows.AddRange(model.Sums.Select(sum => $"  {sum.Label}: {sum.Amount}"));
        return string.Join('\n', rows);
    }

    private static string RenderRow(TextLine line)
        => line.Price.Length > 0 ? $"  {line.Quantity} x {line.Name}  {line.Price}" : $"  {line.Quantity} x {line.Name}";
}
