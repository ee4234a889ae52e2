using Ecommerce.NotificationService.Email;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Preferences;
using Ecommerce.NotificationService.Recipients;
using Ecommerce.NotificationService.Sms;
using Ecommerce.NotificationService.Templates;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Sending;

/// <summary>Brings one message to its end: whom it goes to, whether it is wanted, what it says, and what became of it.</summary>
internal sealed partial class MessageSender(
    MessageQueue queue, ContactClient contacts, PreferenceStore preferences, MessageRenderer renderer, IMailTransport mail, ISmsTransport sms,
    MessageMetrics metrics, TimeProvider time, IOptions<DeliveryOptions> delivery, IOptions<MessageOptions> options, ILogger<MessageSender> logger)
{
    /// <summary>Until nothing is due.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await queue.TakeAsync(cancellationToken) is { } message)
        {
            // What is begun is brought to its end, also when the process is asked to stop.
            var outcome = await TryAsync(message, CancellationToken.None);
            metrics.Tried(message.Kind, message.Channel, outcome.Kind);
            if (outcome.Kind is OutcomeKind.Lost)
                continue;
            var settlement = DeliveryRules.Settle(outcome, message.Attempts - message.ResentAfter, message.NotAfter, time.GetUtcNow(), delivery.Value);
            await queue.SettleAsync(message, settlement, CancellationToken.None);
            if (settlement.Status is not (MessageStatus.Sent or MessageStatus.Suppressed))
                LogNotSent(logger, message.Id, message.Kind, message.Channel, message.Attempts, settlement.Status, settlement.Reason);
        }
    }

    /// <summary>A fault of this program in one message is no reason to leave the others unsent, nor to send this one twice.</summary>
    private async Task<Outcome> TryAsync(TakenMessage message, CancellationToken cancellationToken)
    {
        var handedOver = false;
        try
        {
            return await SendAsync(message, async token => handedOver = await queue.HandOverAsync(message, token), cancellationToken);
        }
        catch (Exception fault) when (fault is not NpgsqlException)
        {
            LogFault(logger, fault, message.Id, message.Kind, message.Channel);
            return handedOver ? Outcome.Unknown("fault") : Outcome.Retry("fault");
        }
    }

    private async Task<Outcome> SendAsync(TakenMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        if (message.ReadData() is not { } data)
            return Outcome.Suppressed("account-erased");
        if (message.UserId is not { } user)
            return Outcome.Retry("order-unknown");
        if (message.BoughtSince)
            return Outcome.Suppressed("bought-since");
        if (!await preferences.WantsAsync(user, message.KindOf, message.Channel, cancellationToken))
            return Outcome.Suppressed("not-wanted");

        Contact? contact;
        try
        {
            contact = await contacts.FindAsync(user, cancellationToken);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return Outcome.Retry("user-service-away");
        }

        if (RecipientRules.Objection(contact, message.KindOf) is { } objection)
            return Outcome.Suppressed(objection);
        var text = renderer.Render(message.KindOf, data, user, contact!.Name, TemplateLibrary.Choose(contact.Locale, options.Value.DefaultLanguage));
        return message.Channel == Channels.Email
            ? await mail.SendAsync(
                new MailMessage(message.Id, RecipientRules.AddressFor(contact, message.KindOf), text), handOver, cancellationToken)
            : (data.Phone ?? message.Phone) is { } number
                ? await sms.SendAsync(new SmsMessage(number, text.Sms!), handOver, cancellationToken)
                : Outcome.Suppressed("no-number");
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Kind}, {Channel}) met a fault of this program")]
    private static partial void LogFault(ILogger logger, Exception fault, Guid messageId, string kind, string channel);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Kind}, {Channel}) was not sent at try {Attempt}: {Status}, {Reason}")]
    private static partial void LogNotSent(ILogger logger, Guid messageId, string kind, string channel, int attempt, string status, string? reason);
}
