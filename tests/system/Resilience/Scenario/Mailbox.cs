using System.Text.RegularExpressions;
using Ecommerce.Checker;
using Ecommerce.Testing;

namespace Ecommerce.Resilience.Scenario;

/// <summary>The shoppers' mail, as they would read it.</summary>
internal static partial class Mailbox
{
    public static IReadOnlyList<ArrivedMail> Open(SmtpSink server) => [.. server.Mails.Select(Read)];

    private static ArrivedMail Read(ReceivedMail mail)
    {
        var confirms = mail.Subject.StartsWith("Your order ", StringComparison.Ordinal)
            && mail.Subject.EndsWith(" is confirmed", StringComparison.Ordinal);
        return new(
            Guid.ParseExact(mail.MessageId.Split('<', '@')[1], "n"), mail.To,
            confirms ? Guid.Parse(OrderPage().Match(mail.Text).Groups[1].Value) : null);
    }

    [GeneratedRegex("/orders/([0-9a-f-]{36})")]
    private static partial Regex OrderPage();
}
