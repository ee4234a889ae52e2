using System.Globalization;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.Testing;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Tests.Unit;

public sealed class SmtpTransportTests
{
    private const string HangUp = null;
    private const string Silence = "";

    [Theory]
    [InlineData("CONNECT", HangUp, "Retry connection-lost")]
    [InlineData("EHLO", HangUp, "Retry connection-lost")]
    [InlineData("MAIL", HangUp, "Retry connection-lost")]
    [InlineData("RCPT", HangUp, "Retry connection-lost")]
    [InlineData("DATA", HangUp, "Retry connection-lost")]
    [InlineData(".", HangUp, "Unknown connection-lost")]
    [InlineData("QUIT", HangUp, "Sent")]
    [InlineData("CONNECT", Silence, "Retry no-answer")]
    [InlineData("DATA", Silence, "Retry no-answer")]
    [InlineData(".", Silence, "Unknown no-answer")]
    [InlineData("QUIT", Silence, "Sent")]
    [InlineData("CONNECT", "421 4.3.2 later", "Retry smtp-421")]
    [InlineData("CONNECT", "554 5.3.2 never", "Refused smtp-554")]
    [InlineData("MAIL", "530 5.7.0 sign in", "Refused smtp-530")]
    [InlineData("RCPT", "450 4.2.1 <ada@shop.example> later", "Retry smtp-450")]
    [InlineData("RCPT", "550 5.1.1 <ada@shop.example> unknown", "Refused smtp-550")]
    [InlineData("DATA", "451 4.3.0 later", "Retry smtp-451")]
    [InlineData(".", "452 4.3.1 full", "Retry smtp-452")]
    [InlineData(".", "554 5.7.1 spam", "Refused smtp-554")]
    [InlineData(".", "251 perhaps", "Unknown smtp-251")]
    [InlineData(".", "what?", "Unknown connection-lost")]
    public async Task Server_failure_at_each_step_determines_whether_mail_is_retried(string step, string? answer, string outcome)
    {
        foreach (var pipelines in new[] { false, true })
        {
            await using var server = new SmtpSink { Answers = new Dictionary<string, string?> { [step] = answer }, Pipelines = pipelines };
            Assert.Equal((pipelines, outcome), (pipelines, await SendAsync(server)));
            Assert.Equal(step is "." or "QUIT" ? 1 : 0, server.Mails.Count);
        }
    }

    [Fact]
    public async Task Mail_of_another_process_is_not_transferred()
    {
        await using var server = new SmtpSink();
        Assert.Equal("Lost", await SendAsync(server, () => server.Commands.Any(line => line.StartsWith("MAIL", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Unreachable_server_is_retried()
    {
        await using var server = new SmtpSink();
        await server.StopAsync();
        Assert.Equal("Retry no-connection", await SendAsync(server));
    }

    [Fact]
    public async Task Wrong_password_is_refused_and_missing_authentication_is_retried()
    {
        await using var strict = new SmtpSink { Credentials = ("shop", "right") };
        await using var simple = new SmtpSink();
        Assert.Equal("Refused smtp-535", await SendAsync(strict, user: "shop"));
        Assert.Equal("Retry tls-or-auth-not-offered", await SendAsync(simple, user: "shop"));
        Assert.Empty(strict.Mails);
        Assert.Empty(simple.Mails);
    }

    [Fact]
    public async Task Invalid_address_is_refused_without_connecting()
    {
        await using var server = new SmtpSink();
        Assert.Equal("Refused bad-address", await SendAsync(server, to: "ada@shop.example\r\nRCPT TO:<eve@shop.example>"));
        Assert.Empty(server.Commands);
    }

    private static async Task<string> SendAsync(
        SmtpSink server, Func<bool>? handOver = null, string user = "", string to = "ada@shop.example")
    {
        var options = new SmtpOptions
        {
            Host = "127.0.0.1", Port = server.Port, From = "Shop <shop@shop.example>", User = user, Password = "wrong",
            Timeout = TimeSpan.FromMilliseconds(500),
        };
        var message = new MailMessage(Guid.CreateVersion7(), to, new MessageText("Words", "<p>html</p>", "text", null, null));
        var outcome = await new SmtpTransport(Options.Create(options), TimeProvider.System).SendAsync(
            message, _ => Task.FromResult(handOver?.Invoke() ?? true), CancellationToken.None);
        return $"{outcome.Kind} {outcome.Reason}".TrimEnd();
    }
}
