namespace Ecommerce.NotificationService.Templates;

/// <summary>What goes into a template.</summary>
/// <param name="Values">By name.</param>
/// <param name="Total">Null where lines stand without a sum.</param>
internal sealed record TemplateModel(
    string Language, IReadOnlyDictionary<string, string> Values, IReadOnlyList<TextLine> Lines, string? Total, string? Unsubscribe);

/// <param name="Price">Of all its pieces; empty where it is not known.</param>
internal sealed record TextLine(string Name, string Quantity, string Price);

/// <summary>A message as it is read.</summary>
/// <param name="Sms">Null for a kind that does not go by SMS.</param>
/// <param name="Unsubscribe">The address that ends such messages; null for one that cannot be ended.</param>
internal sealed record MessageText(string Subject, string Html, string Text, string? Sms, string? Unsubscribe);
