using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Templates;

namespace Ecommerce.NotificationService.Infrastructure.Smtp;

/// <param name="Id">The same at each attempt. The mail's Message-ID is made of it, by which receivers recognize a second copy.</param>
internal sealed record MailMessage(Guid Id, string To, MessageText Text);

/// <summary>Sends mail.</summary>
internal interface IMailTransport
{
    /// <param name="message">The mail.</param>
    /// <param name="handOver">Called just before the transfer begins. When it returns false, nothing is transferred.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    Task<Outcome> SendAsync(MailMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken);
}
