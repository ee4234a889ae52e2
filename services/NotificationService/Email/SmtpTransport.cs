using System.Net.Mail;
using Ecommerce.NotificationService.Sending;
using MailKit;
using MailKit.Security;
using Microsoft.Extensions.Options;
using SmtpClient = MailKit.Net.Smtp.SmtpClient;

namespace Ecommerce.NotificationService.Email;

/// <summary>
/// Hands mail over by SMTP, and knows at each moment whether the server can have it already: until its first byte is sent it cannot, after the
/// server's answer it has, and in between nobody knows.
/// </summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time) : IMailTransport
{
    private readonly MailAddress from = new(options.Value.From);

    public async Task<Outcome> SendAsync(MailMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        var transfer = new Transfer();
        try
        {
            using var mail = MimeBuilder.Build(message, from, time.GetUtcNow());
            using var client = new SmtpClient
            {
                LocalDomain = from.Host,
                Timeout = (int)options.Value.Timeout.TotalMilliseconds,
                // Those who publish revocations are not among the hosts that this service may reach.
                CheckCertificateRevocation = false,
            };
            await OpenAsync(client, cancellationToken);
            // The client does not pause between the first byte and the last one.
            if (!await handOver(cancellationToken))
                return Outcome.Lost;
            await client.SendAsync(mail, cancellationToken, transfer);
            // Out of courtesy; the mail is sent.
            await client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Outcome.Sent;
        }
        catch (Exception failure) when (SmtpFailure.Read(failure, transfer.HasBegun) is { } outcome)
        {
            return outcome;
        }
    }

    /// <summary>Connects, encrypts and signs in as far as the options say so.</summary>
    private async Task OpenAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var server = options.Value;
        await client.ConnectAsync(server.Host, server.Port, server.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellationToken);
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
