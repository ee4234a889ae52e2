using System.Net.Mail;
using System.Text;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.Testing;
using MimeKit;
using MailMessage = Ecommerce.NotificationService.Infrastructure.Smtp.MailMessage;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class MimeBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("Plain words")]
    [InlineData("Ein sehr langer Betreff mit Umläuten, über den ein Wort allein nicht hinausreicht, 🎪 und noch mehr davon")]
    [InlineData("=?utf-8?B?not-what-it-seems?=")]
    public void Subject_is_decoded_unchanged(string subject)
    {
        var mail = Written(subject);
        Assert.Equal(subject, mail.Subject);
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Text_and_html_parts_are_decoded_unchanged()
    {
        var mail = Written("Words");
        Assert.Equal(("text äöü\n.dot", "<p>html 🎪</p>"), (mail.Text, mail.Html));
        Assert.Equal("Wed, 04 Mar 2026 03:06:07 +0000", mail.Header("Date"));
    }

    [Fact]
    public void Line_breaks_in_values_create_no_headers()
    {
        const string Injected = "x\r\nBcc: eve@shop.example\r\n\r\nbody";
        var mail = Written(Injected, Injected, new MailAddress("shop@shop.example", Injected));

        Assert.Null(mail.Header("Bcc"));
        Assert.Equal(
            ["From", "Date", "Subject", "Message-Id", "To", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version",
                "Content-Type"],
            mail.Raw[..mail.Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(line => line[0] is not (' ' or '\t'))
                .Select(line => line.Split(':')[0]));
    }

    [Theory]
    [InlineData("ada@shop.example\r\nRCPT TO:<eve@shop.example>")]
    [InlineData("ada@shop.example>\r\nRCPT TO:<eve@shop.example")]
    [InlineData("ada@shop.example, eve@shop.example")]
    [InlineData("Ada <ada@shop.example>")]
    public void Text_around_an_address_is_rejected(string to) => Assert.Throws<ParseException>(() => MimeBuilder.Build(
        new MailMessage(Guid.CreateVersion7(), to, new MessageText("Words", "html", "text", null, null)),
        new MailAddress("shop@shop.example"), Now));

    [Fact]
    public void Long_unsubscribe_address_is_decoded_unchanged()
    {
        var address = $"https://api.shop.example/unsubscribe?token={new string('t', 300)}";
        Assert.Equal($"<{address}>", Written("Words", address).Header("List-Unsubscribe")!.Trim());
    }

    private static ReceivedMail Written(string subject, string? unsubscribe = null, MailAddress? from = null)
    {
        using var mail = MimeBuilder.Build(
            new MailMessage(
                Guid.CreateVersion7(), "ada@shop.example",
                new MessageText(subject, "<p>html 🎪</p>", "text äöü\n.dot", null, unsubscribe)),
            from ?? new MailAddress("shop@shop.example"), Now);
        using var written = new MemoryStream();
        mail.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, written);
        return new ReceivedMail("ada@shop.example", Encoding.Latin1.GetString(written.ToArray()));
    }
}
