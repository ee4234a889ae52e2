using Ecommerce.Contracts;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Links;
using Ecommerce.Web;

namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>Renders the text of a message.</summary>
internal sealed class MessageRenderer(TemplateLibrary library, ShopLinks links)
{
    /// <param name="name">The recipient's name.</param>
    public MessageText Render(MessageKind kind, MessageData data, Guid user, string name, string language)
    {
        var template = library.FindTemplate(kind, language);
        var phrases = library.FindPhrases(language);
        var unsubscribe = kind.IsRequired(Channels.Email) ? null : links.Unsubscribe(user, kind.Name, language);
        var model = new TemplateModel(
            language, CreateValues(data, name, language, phrases), CreateLines(data, language),
            OrderSums.Of(data, language, phrases), data.Address is { } address ? [$"{phrases["address"]}:", .. address.Lines] : [],
            phrases.FindOr($"footer.{kind.Name}", "footer"), unsubscribe);
        return new(
            TextRenderer.RenderLine(template.Subject, model),
            HtmlRenderer.Render(template, model, library.Layout, phrases),
            TextRenderer.Render(template, model, phrases),
            template.Sms is { } sms ? TextRenderer.RenderLine(sms, model) : null,
            unsubscribe);
    }

    private Dictionary<string, string> CreateValues(MessageData data, string name, string language, Phrases phrases)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // Names from before the rule on them: a mail of the shop is nobody's billboard.
            ["name"] = TextRules.HasWebAddress(name) ? phrases["customer"] : name,
            ["shop"] = phrases["shop"],
            ["homeLink"] = links.Home(language),
            ["cartLink"] = links.Cart(language),
            ["reason"] = phrases.FindOr($"reason.{data.Reason}", "reason"),
            ["charged"] = phrases[data.NothingCharged ? "charged.nothing" : "charged.refunded"],
            ["cart"] = data.BackInCart ? phrases["backInCart"] : "",
            ["explanation"] = data.Explanation ?? "",
            ["carrier"] = data.Carrier ?? "",
            ["trackingNumber"] = data.TrackingNumber ?? "",
            ["product"] = data.Product ?? "",
            ["code"] = data.Token ?? "",
            ["expires"] = data.ExpiresAt is { } expires ? LocalFormat.Format(expires, language) : "",
            ["refund"] = data.Refund is { } refund ? LocalFormat.Format(refund, language) : "",
            ["verifyLink"] = links.Verify(data.Token ?? "", language),
            ["invitationLink"] = links.Invitation(data.Token ?? ""),
            ["change"] = phrases.FindOr($"change.{data.Reason}", "change"),
            ["resetLink"] = links.Reset(data.Token ?? "", language),
        };
        if (data.OrderId is { } order)
        {
            values["order"] = OrderNumber.Of(order);
            values["orderLink"] = links.Order(order, data.OrderKey, language);
            // Messages from before returns were named in them lead to the order's page, which has the label, too.
            values["labelLink"] = data.ReturnId is { } returned
                ? links.Label(order, returned, data.OrderKey, language)
                : values["orderLink"];
        }

        if (data.ProductId is { } product)
            values["productLink"] = links.Product(product, language);
        return values;
    }

    private static TextLine[] CreateLines(MessageData data, string language)
        => [.. (data.Lines ?? []).Select(line => CreateLine(line, language))];

    private static TextLine CreateLine(MessageLine line, string language)
    {
        var price = line.Price is { } unitPrice
            ? LocalFormat.Format(unitPrice with { Amount = unitPrice.Amount * line.Quantity }, language)
            : "";
        return new(line.Name, LocalFormat.Format(line.Quantity, language), price);
    }
}
