using System.Net.Mail;
using System.Text;
using MimeKit;

namespace Ecommerce.NotificationService.Infrastructure.Smtp;

/// <summary>Builds a mail with a text and an HTML part.</summary>
internal static class MimeBuilder
{
    // An encoded word can have 75 characters, including its delimiters.
    private const int RunesPerWord = 11;

    /// <exception cref="ParseException">The address is invalid.</exception>
    public static MimeMessage Build(MailMessage message, MailAddress from, DateTimeOffset now)
    {
        var mail = new MimeMessage
        {
            Date = now.ToUniversalTime(),
            MessageId = $"{message.Id:n}@{from.Host}",
            Body = new MultipartAlternative(Part("plain", message.Text.Text), Part("html", message.Text.Html)),
        };
        mail.Headers.Replace(Subject(message.Text.Subject));
        mail.From.Add(new MailboxAddress(from.DisplayName, from.Address));
        mail.To.Add(new MailboxAddress("", message.To));
        // Prevents automatic replies (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.Text.Unsubscribe is { } unsubscribe)
        {
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    // The library does not encode text that looks like an encoded word (RFC 2047), and clients would decode it.
    private static Header Subject(string text)
    {
        var subject = new Header(HeaderId.Subject, text);
        if (text.Contains("=?", StringComparison.Ordinal))
        {
            var words = text.EnumerateRunes().Chunk(RunesPerWord).Select(EncodedWord);
            subject.SetRawValue(Encoding.ASCII.GetBytes($" {string.Join("\r\n ", words)}\r\n"));
        }

        return subject;
    }

    private static string EncodedWord(Rune[] runes)
        => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(runes)))}?=";

    // Short ASCII lines, which every server accepts.
    private static TextPart Part(string type, string text) => new(type) { Text = text, ContentTransferEncoding = ContentEncoding.Base64 };
}
