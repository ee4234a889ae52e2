using System.Net.Mail;
using Ecommerce.NotificationService.Domain;
using MailKit;
using MailKit.Security;
using Microsoft.Extensions.Options;
using SmtpClient = MailKit.Net.Smtp.SmtpClient;

namespace Ecommerce.NotificationService.Infrastructure.Smtp;

/// <summary>
/// Sends mail by SMTP and tracks whether the server can have it: not before the first byte is sent, certainly after the server's response;
/// in between it is unknown.
/// </summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider timeProvider) : IMailTransport
{
    private readonly MailAddress from = new(options.Value.From);

    public async Task<Outcome> SendAsync(
        MailMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        var transfer = new Transfer();
        try
        {
            using var mail = MimeBuilder.Build(message, from, timeProvider.GetUtcNow());
            using var client = new SmtpClient
            {
                LocalDomain = from.Host,
                Timeout = (int)options.Value.Timeout.TotalMilliseconds,
                // Network policies do not let this service reach revocation servers.
                CheckCertificateRevocation = false,
            };
            await ConnectAsync(client, cancellationToken);
            // From here the client transfers the mail without waiting.
            if (!await handOver(cancellationToken))
                return Outcome.Lost;
            await client.SendAsync(mail, cancellationToken, transfer);
            // The mail is sent; a failure to disconnect changes nothing.
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Outcome.Sent;
        }
        catch (Exception failure) when (SmtpFailure.ToOutcome(failure, transfer.HasBegun) is { } outcome)
        {
            return outcome;
        }
    }

    /// <summary>Connects, encrypts and authenticates according to the options.</summary>
    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var server = options.Value;
        var security = server.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
        await client.ConnectAsync(server.Host, server.Port, security, cancellationToken);
        if (server.User.Length > 0)
            await client.AuthenticateAsync(server.User, server.Password, cancellationToken);
    }

    private sealed class Transfer : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Report(bytesTransferred);

        public void Report(long bytesTransferred) => HasBegun |= bytesTransferred > 0;
    }
}
