namespace Ecommerce.NotificationService.Infrastructure.Templates;

/// <summary>The data of a template.</summary>
/// <param name="Values">The values of placeholders, by name.</param>
/// <param name="Sums">What stands below the lines: the parts of the total, the total, and what it contains.</param>
/// <param name="Address">The lines of the delivery address, its label first; empty where it is unknown.</param>
/// <param name="Unsubscribe">The address of the unsubscribe link; null for required messages.</param>
internal sealed record TemplateModel(
    string Language, IReadOnlyDictionary<string, string> Values, IReadOnlyList<TextLine> Lines, IReadOnlyList<TextSum> Sums,
    IReadOnlyList<string> Address, string Footer, string? Unsubscribe);

/// <param name="Price">The total of the line; empty where it is unknown.</param>
internal sealed record TextLine(string Name, string Quantity, string Price);

internal sealed record TextSum(string Label, string Amount, bool IsTotal = false);

/// <summary>A rendered message.</summary>
/// <param name="Sms">Null for a kind that is not sent by SMS.</param>
/// <param name="Unsubscribe">The address of the unsubscribe link; null for required messages.</param>
internal sealed record MessageText(string Subject, string Html, string Text, string? Sms, string? Unsubscribe);
