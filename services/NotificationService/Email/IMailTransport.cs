using Ecommerce.NotificationService.Sending;
using Ecommerce.NotificationService.Templates;

namespace Ecommerce.NotificationService.Email;

/// <param name="Id">The message's, the same at every try: so is the mail's Message-ID, by which receivers know a second copy.</param>
internal sealed record MailMessage(Guid Id, string To, MessageText Text);

/// <summary>Hands mail to a server.</summary>
internal interface IMailTransport
{
    /// <param name="message">What is sent.</param>
    /// <param name="handOver">Asked just before the server is told anything of the message, after which it may have it. False: it is told nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Outcome> SendAsync(MailMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken);
}
