using System.Net.Sockets;
using Ecommerce.NotificationService.Domain;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Ecommerce.NotificationService.Infrastructure.Smtp;

/// <summary>Maps failures of the SMTP client to outcomes. The server's text is left out: it can quote addresses.</summary>
internal static class SmtpFailure
{
    /// <param name="failure">The exception of the client.</param>
    /// <param name="transferBegun">Whether the transfer of the mail has begun.</param>
    /// <returns>Null for an unexpected exception.</returns>
    public static Outcome? ToOutcome(Exception failure, bool transferBegun) => failure switch
    {
        ParseException => Outcome.Refused("bad-address"),
        SmtpCommandException reply => FromStatus((int)reply.StatusCode, transferBegun),
        ServiceNotAuthenticatedException => FromStatus((int)SmtpStatusCode.AuthenticationRequired, transferBegun),
        AuthenticationException { InnerException: SmtpCommandException reply } => FromStatus((int)reply.StatusCode, transferBegun),
        _ => Reason(failure) is { } reason ? Unanswered(reason, transferBegun) : null,
    };

    private static Outcome FromStatus(int code, bool transferBegun) => code switch
    {
        >= 500 => Outcome.Refused($"smtp-{code}"),
        >= 400 => Outcome.Retry($"smtp-{code}"),
        // Neither accepted nor refused.
        _ => Unanswered($"smtp-{code}", transferBegun),
    };

    private static Outcome Unanswered(string reason, bool transferBegun) => transferBegun ? Outcome.Unknown(reason) : Outcome.Retry(reason);

    private static string? Reason(Exception failure) => failure switch
    {
        SocketException => "no-connection",
        TimeoutException or OperationCanceledException => "no-answer",
        SslHandshakeException => "tls-failed",
        NotSupportedException => "tls-or-auth-not-offered",
        AuthenticationException or SaslException => "auth-failed",
        IOException or ProtocolException => "connection-lost",
        _ => null,
    };
}
