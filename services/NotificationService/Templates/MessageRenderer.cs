using Ecommerce.NotificationService.Links;
using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Templates;

/// <summary>Makes the text of a message.</summary>
internal sealed class MessageRenderer(TemplateLibrary library, ShopLinks links)
{
    /// <param name="name">How the person is called.</param>
    public MessageText Render(MessageKind kind, MessageData data, Guid user, string name, string language)
    {
        var (template, phrases) = (library.Of(kind, language), library.PhrasesOf(language));
        var model = new TemplateModel(
            language, ValuesOf(data, name, language, phrases), LinesOf(data, language), data.Total is { } total ? LocalFormat.Of(total, language) : null,
            kind.IsRequired(Channels.Email) ? null : links.Unsubscribe(user, kind.Name, language));
        return new(
            TextRenderer.Line(template.Subject, model), HtmlRenderer.Render(template, model, library.Layout, phrases),
            TextRenderer.Render(template, model, phrases), template.Sms is { } sms ? TextRenderer.Line(sms, model) : null,
            model.Unsubscribe);
    }

    private Dictionary<string, string> ValuesOf(MessageData data, string name, string language, Phrases phrases)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["shop"] = phrases["shop"],
            ["homeLink"] = links.Home,
            ["cartLink"] = links.Cart,
            ["reason"] = phrases.Or($"reason.{data.Reason}", "reason"),
            ["carrier"] = data.Carrier ?? "",
            ["trackingNumber"] = data.TrackingNumber ?? "",
            ["product"] = data.Product ?? "",
            ["code"] = data.Token ?? "",
            ["expires"] = data.ExpiresAt is { } expires ? LocalFormat.Of(expires, language) : "",
            ["refund"] = data.Refund is { } refund ? LocalFormat.Of(refund, language) : "",
            ["verifyLink"] = links.Verify(data.Token ?? ""),
            ["resetLink"] = links.Reset(data.Token ?? ""),
        };
        if (data.OrderId is { } order)
            (values["order"], values["orderLink"]) = ($"{order}"[..13], links.Order(order));
        if (data.ProductId is { } product)
            values["productLink"] = links.Product(product);
        return values;
    }

    private static TextLine[] LinesOf(MessageData data, string language) =>
    [
        .. (data.Lines ?? []).Select(line => new TextLine(
            line.Name, LocalFormat.Of(line.Quantity, language), line.Price is { } price ? LocalFormat.Of(price with { Amount = price.Amount * line.Quantity }, language) : "")),
    ];
}
