using System.Net.Sockets;
using Ecommerce.NotificationService.Sending;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Ecommerce.NotificationService.Email;

/// <summary>What a failure of the conversation with a server means for the mail. What the server said is left out: it quotes addresses.</summary>
internal static class SmtpFailure
{
    /// <param name="failure">Of the client.</param>
    /// <param name="begun">Whether a byte of the mail is on its way.</param>
    /// <returns>Null for a fault of this program.</returns>
    public static Outcome? Read(Exception failure, bool begun) => failure switch
    {
        ParseException => Outcome.Refused("bad-address"),
        SmtpCommandException reply => Answered((int)reply.StatusCode, begun),
        ServiceNotAuthenticatedException => Answered((int)SmtpStatusCode.AuthenticationRequired, begun),
        AuthenticationException { InnerException: SmtpCommandException reply } => Answered((int)reply.StatusCode, begun),
        _ => Reason(failure) is { } reason ? Unanswered(reason, begun) : null,
    };

    private static Outcome Answered(int code, bool begun) => code switch
    {
        >= 500 => Outcome.Refused($"smtp-{code}"),
        >= 400 => Outcome.Retry($"smtp-{code}"),
        // Neither yes nor no.
        _ => Unanswered($"smtp-{code}", begun),
    };

    private static Outcome Unanswered(string reason, bool begun) => begun ? Outcome.Unknown(reason) : Outcome.Retry(reason);

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
