using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>Renders the HTML part. Styles are inline: many mail clients support no others.</summary>
internal static class HtmlRenderer
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string ButtonStyle =
        "background:#1d4ed8;border-radius:6px;color:#ffffff;display:inline-block;padding:12px 20px;text-decoration:none";

    private const string CellStyle = "padding:6px 0;border-bottom:1px solid #e5e7eb";

    public static string Render(Template template, TemplateModel model, string layout, Phrases phrases)
    {
        var body = new StringBuilder();
        foreach (var block in template.Blocks)
            body.AppendLine(Render(block, model));
        return layout
            .Replace("{{language}}", model.Language, StringComparison.Ordinal)
            .Replace("{{subject}}", Fill(template.Subject, model), StringComparison.Ordinal)
            .Replace("{{body}}", body.ToString(), StringComparison.Ordinal)
            .Replace("{{footer}}", Footer(model, phrases), StringComparison.Ordinal);
    }

    private static string Render(Block block, TemplateModel model) => block switch
    {
        Block.Heading heading => $"<h1 style=\"font-size:22px;margin:0 0 16px\">{Fill(heading.Text, model)}</h1>",
        Block.Paragraph paragraph => $"<p style=\"margin:0 0 16px\">{Fill(paragraph.Text, model)}</p>",
        Block.Button button => Button(Encoder.Encode(model.Values[button.Address]), Fill(button.Label, model)),
        Block.Destination => Address(model),
        _ => Table(model),
    };

    private static string Address(TemplateModel model)
        => model.Address.Count == 0
            ? ""
            : $"<p style=\"margin:0 0 16px\">{string.Join("<br>", model.Address.Select(Encoder.Encode))}</p>";

    private static string Button(string address, string label)
        => $"<p style=\"margin:24px 0\"><a href=\"{address}\" style=\"{ButtonStyle}\">{label}</a></p>";

    private static string Table(TemplateModel model)
    {
        if (model.Lines.Count == 0)
            return "";
        var rows = new StringBuilder();
        foreach (var line in model.Lines)
        {
            rows.Append($"<tr><td style=\"{CellStyle}\">{Encoder.Encode(line.Name)}</td>")
                .Append($"<td style=\"{CellStyle};text-align:right\">{line.Quantity}</td>")
                .AppendLine($"<td style=\"{CellStyle};text-align:right;white-space:nowrap\">{Encoder.Encode(line.Price)}</td></tr>");
        }

        foreach (var sum in model.Sums)
            rows.AppendLine(Row(sum));

        return $"<table style=\"border-collapse:collapse;margin:0 0 16px;width:100%\">{rows}</table>";
    }

    private static string Row(TextSum sum)
    {
        var (label, amount) = (Encoder.Encode(sum.Label), Encoder.Encode(sum.Amount));
        if (sum.IsTotal)
            (label, amount) = ($"<strong>{label}</strong>", $"<strong>{amount}</strong>");
        return $"<tr><td style=\"padding:8px 0\" colspan=\"2\">{label}</td>"
            + $"<td style=\"padding:8px 0;text-align:right;white-space:nowrap\">{amount}</td></tr>";
    }

    private static string Footer(TemplateModel model, Phrases phrases)
    {
        var footer = Encoder.Encode(model.Footer);
        return model.Unsubscribe is { } address
            ? $"{footer} <a href=\"{Encoder.Encode(address)}\" style=\"color:#6b7280\">{Encoder.Encode(phrases["unsubscribe"])}</a>"
            : footer;
    }

    private static string Fill(string text, TemplateModel model) => Placeholders.Fill(text, model.Values, Encoder.Encode);
}
