using System.Net.Mail;
using System.Text;
using MimeKit;

namespace Ecommerce.NotificationService.Email;

/// <summary>Makes a mail of a message: a text and an HTML part for the same words.</summary>
internal static class MimeBuilder
{
    // With its frame, below the 75 characters that an encoded word may have.
    private const int RunesInWord = 11;

    /// <exception cref="ParseException">Nobody can have such an address.</exception>
    public static MimeMessage Build(MailMessage message, MailAddress from, DateTimeOffset now)
    {
        var mail = new MimeMessage
        {
            Date = now.UtcDateTime,
            MessageId = $"{message.Id:n}@{from.Host}",
            Body = new MultipartAlternative(Part("plain", message.Text.Text), Part("html", message.Text.Html)),
        };
        mail.Headers.Replace(Subject(message.Text.Subject));
        mail.From.Add(new MailboxAddress(from.DisplayName, from.Address));
        mail.To.Add(new MailboxAddress("", message.To));
        // So that out-of-office replies stay away (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.Text.Unsubscribe is { } unsubscribe)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    // The library leaves alone what looks like encoded words (RFC 2047), which would be read as something else.
    private static Header Subject(string text)
    {
        var subject = new Header(HeaderId.Subject, text);
        if (text.Contains("=?", StringComparison.Ordinal))
            subject.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", text.EnumerateRunes().Chunk(RunesInWord).Select(EncodedWord))}\r\n"));
        return subject;
    }

    private static string EncodedWord(Rune[] runes) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(runes)))}?=";

    // Whatever the server offers, all lines are short and in ASCII.
    private static TextPart Part(string type, string text) => new(type) { Text = text, ContentTransferEncoding = ContentEncoding.Base64 };
}
