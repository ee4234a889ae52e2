using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Ecommerce.NotificationService.Email;

/// <summary>Writes a mail (RFC 5322, MIME): a text and an HTML part for the same words, all lines short and in ASCII.</summary>
internal static class MimeWriter
{
    private const int LineLength = 76;

    // With its frame, =?utf-8?B?...?=, below the 75 characters that an encoded word may have; a multiple of three bytes needs no padding.
    private const int EncodedWordBytes = 45;

    // What has a meaning of its own in a header.
    private static readonly SearchValues<char> Special = SearchValues.Create("\"<>(),:;@[]\\");

    public static string Write(MailMessage message, MailAddress from, DateTimeOffset now)
    {
        var boundary = $"part-{message.Id:n}";
        var mail = new StringBuilder()
            .Header("Date", now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture))
            .Header("Message-ID", $"<{message.Id:n}@{from.Host}>")
            .Header("From", from.DisplayName.Length > 0 ? $"{Encode(from.DisplayName)} <{from.Address}>" : from.Address)
            .Header("To", message.To)
            .Header("Subject", Encode(message.Text.Subject))
            // So that out-of-office replies stay away (RFC 3834).
            .Header("Auto-Submitted", "auto-generated");
        if (message.Text.Unsubscribe is { } unsubscribe)
            mail.Header("List-Unsubscribe", $"<{unsubscribe}>").Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return mail.Header("MIME-Version", "1.0")
            .Header("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"")
            .Append("\r\n")
            .Part(boundary, "text/plain", message.Text.Text)
            .Part(boundary, "text/html", message.Text.Html)
            .Append($"--{boundary}--\r\n")
            .ToString();
    }

    private static StringBuilder Header(this StringBuilder mail, string name, string value) => mail.Append($"{name}: {value}\r\n");

    private static StringBuilder Part(this StringBuilder mail, string boundary, string type, string text)
    {
        mail.Append($"--{boundary}\r\n").Header("Content-Type", $"{type}; charset=utf-8").Header("Content-Transfer-Encoding", "base64").Append("\r\n");
        foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(LineLength))
            mail.Append(line).Append("\r\n");
        return mail;
    }

    /// <summary>Plain where that is possible, otherwise as encoded words (RFC 2047), none of which cuts a character in two.</summary>
    private static string Encode(string text)
    {
        if (text.Length <= LineLength && text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal)
            && !text.AsSpan().ContainsAny(Special))
            return text;
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > EncodedWordBytes)
                Close();
            word.AddRange(bytes);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
