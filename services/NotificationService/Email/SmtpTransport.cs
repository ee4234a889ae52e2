using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Ecommerce.NotificationService.Sending;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Email;

/// <summary>
/// Hands mail over by SMTP, and knows at each moment whether the server can have it already: until the last line it cannot, after the server's
/// answer it has, and in between nobody knows. The framework's client does not tell these apart.
/// </summary>
internal sealed class SmtpTransport(IOptions<SmtpOptions> options, TimeProvider time) : IMailTransport
{
    private readonly MailAddress from = new(options.Value.From);

    public async Task<Outcome> SendAsync(MailMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        var handedOver = false;
        try
        {
            await using var session = await SmtpSession.OpenAsync(options.Value, from.Host, cancellationToken);
            await session.BeginAsync(from.Address, message.To, MimeWriter.Write(message, from, time.GetUtcNow()), cancellationToken);
            if (!await handOver(cancellationToken))
                return Outcome.Lost;
            handedOver = true;
            await session.FinishAsync(cancellationToken);
            handedOver = false;
            await session.QuitAsync(cancellationToken);
            return Outcome.Sent;
        }
        catch (SmtpReplyException reply)
        {
            return reply.IsPermanent ? Outcome.Refused($"smtp-{reply.Code}") : Outcome.Retry($"smtp-{reply.Code}");
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or AuthenticationException)
        {
            var reason = failure switch
            {
                SocketException => "no-connection",
                OperationCanceledException => "no-answer",
                AuthenticationException => "tls-failed",
                _ => "connection-lost",
            };
            return handedOver ? Outcome.Unknown(reason) : Outcome.Retry(reason);
        }
    }
}
