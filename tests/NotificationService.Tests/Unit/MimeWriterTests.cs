using System.Net.Mail;
using Ecommerce.NotificationService.Email;
using Ecommerce.NotificationService.Templates;
using Ecommerce.Testing;
using MailMessage = Ecommerce.NotificationService.Email.MailMessage;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class MimeWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("Plain words")]
    [InlineData("Ein sehr langer Betreff mit Umläuten, über den ein Wort allein nicht hinausreicht, 🎪 und noch mehr davon")]
    [InlineData("=?utf-8?B?not-what-it-seems?=")]
    public void A_subject_is_read_as_it_was_written(string subject)
    {
        var mail = Written(subject);
        Assert.Equal(subject, mail.Subject);
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Both_parts_are_read_as_they_were_written()
    {
        var mail = Written("Words");
        Assert.Equal(("text äöü\n.dot", "<p>html 🎪</p>"), (mail.Text, mail.Html));
        Assert.Equal("Wed, 04 Mar 2026 03:06:07 +0000", mail.Header("Date"));
    }

    private static ReceivedMail Written(string subject) => new("ada@shop.example", MimeWriter.Write(
        new MailMessage(Guid.CreateVersion7(), "ada@shop.example", new MessageText(subject, "<p>html 🎪</p>", "text äöü\n.dot", null, null)),
        new MailAddress("shop@shop.example"), Now));
}
