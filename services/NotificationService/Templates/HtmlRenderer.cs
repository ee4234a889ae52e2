using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ecommerce.NotificationService.Templates;

/// <summary>The part for those who read mail with pictures and buttons. Styles stand at each element: many mail programs take no others.</summary>
internal static class HtmlRenderer
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Cell = "padding:6px 0;border-bottom:1px solid #e5e7eb";

    public static string Render(Template template, TemplateModel model, string layout, Phrases phrases)
    {
        var body = new StringBuilder();
        foreach (var block in template.Blocks)
            body.AppendLine(Render(block, model, phrases));
        return layout
            .Replace("{{language}}", model.Language, StringComparison.Ordinal)
            .Replace("{{subject}}", Fill(template.Subject, model), StringComparison.Ordinal)
            .Replace("{{body}}", body.ToString(), StringComparison.Ordinal)
            .Replace("{{footer}}", Footer(model, phrases), StringComparison.Ordinal);
    }

    private static string Render(Block block, TemplateModel model, Phrases phrases) => block switch
    {
        Block.Heading heading => $"<h1 style=\"font-size:22px;margin:0 0 16px\">{Fill(heading.Text, model)}</h1>",
        Block.Paragraph paragraph => $"<p style=\"margin:0 0 16px\">{Fill(paragraph.Text, model)}</p>",
        Block.Button button => $"""
            <p style="margin:24px 0"><a href="{Encoder.Encode(model.Values[button.Address])}" style="background:#1d4ed8;border-radius:6px;color:#ffffff;display:inline-block;padding:12px 20px;text-decoration:none">{Fill(button.Label, model)}</a></p>
            """,
        _ => Table(model, phrases),
    };

    private static string Table(TemplateModel model, Phrases phrases)
    {
        if (model.Lines.Count == 0)
            return "";
        var rows = new StringBuilder();
        foreach (var line in model.Lines)
            rows.Append($"<tr><td style=\"{Cell}\">{Encoder.Encode(line.Name)}</td><td style=\"{Cell};text-align:right\">{line.Quantity}</td>")
                .AppendLine($"<td style=\"{Cell};text-align:right;white-space:nowrap\">{Encoder.Encode(line.Price)}</td></tr>");
        if (model.Total is { } total)
            rows.AppendLine($"<tr><td style=\"padding:8px 0\" colspan=\"2\"><strong>{Encoder.Encode(phrases["total"])}</strong></td>")
                .AppendLine($"<td style=\"padding:8px 0;text-align:right;white-space:nowrap\"><strong>{Encoder.Encode(total)}</strong></td></tr>");
        return $"<table style=\"border-collapse:collapse;margin:0 0 16px;width:100%\">{rows}</table>";
    }

    private static string Footer(TemplateModel model, Phrases phrases)
        => Encoder.Encode(phrases["footer"]) + (model.Unsubscribe is { } address
            ? $" <a href=\"{Encoder.Encode(address)}\" style=\"color:#6b7280\">{Encoder.Encode(phrases["unsubscribe"])}</a>"
            : "");

    private static string Fill(string text, TemplateModel model) => Placeholders.Fill(text, model.Values, Encoder.Encode);
}
