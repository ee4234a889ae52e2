using Ecommerce.Background;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Clients;
using Ecommerce.NotificationService.Infrastructure.Messaging;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Telemetry;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.NotificationService.Infrastructure.Twilio;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Workers;

/// <summary>
/// Sends due messages: finds the recipient, checks preferences, renders the text, hands it to a transport and settles the result.
/// </summary>
internal sealed partial class MessageSender(
    MessageQueue queue, ContactClient contacts, OrderClient orders, PreferenceStore preferences, MessageRenderer renderer,
    IMailTransport mail, ISmsTransport sms, MessageMetrics metrics, TimeProvider timeProvider, IOptions<DeliveryOptions> delivery,
    IOptions<MessageOptions> options, ILogger<MessageSender> logger)
{
    /// <summary>Sends until no message is due.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await queue.TakeAsync(cancellationToken) is { } message)
        {
            // A message that was taken is settled even while the service stops.
            var outcome = await TryAsync(message, CancellationToken.None);
            metrics.RecordAttempt(message.Kind, message.Channel, outcome.Kind);
            if (outcome.Kind is not OutcomeKind.Lost)
                await SettleAsync(message, outcome, CancellationToken.None);
        }
    }

    private async Task SettleAsync(TakenMessage message, Outcome outcome, CancellationToken cancellationToken)
    {
        var settlement = DeliveryRules.Settle(
            outcome, message.Attempts - message.ResentAfter, message.NotAfter, timeProvider.GetUtcNow(), delivery.Value.MaxAttempts,
            delivery.Value.Backoff);
        await queue.SettleAsync(message, settlement, cancellationToken);
        if (settlement.Status is not (MessageStatus.Sent or MessageStatus.Suppressed))
            LogNotSent(logger, message.Id, message.Kind, message.Channel, message.Attempts, settlement.Status, settlement.Reason);
    }

    /// <summary>An unexpected exception in one message must not keep the others unsent, nor send this one twice.</summary>
    private async Task<Outcome> TryAsync(TakenMessage message, CancellationToken cancellationToken)
    {
        var handedOver = false;
        try
        {
            return await SendAsync(message, async token => handedOver = await queue.HandOverAsync(message, token), cancellationToken);
        }
        catch (Exception failure) when (failure is not NpgsqlException)
        {
            QuarantineMetrics.Count(nameof(MessageSendingWorker));
            LogFailed(logger, failure, message.Id, message.Kind, message.Channel);
            return handedOver ? Outcome.Unknown("fault") : Outcome.Retry("fault");
        }
    }

    private async Task<Outcome> SendAsync(
        TakenMessage message, Func<CancellationToken, Task<bool>> handOver, CancellationToken cancellationToken)
    {
        if (message.ReadData() is not { } data)
            return Outcome.Suppressed("account-erased");
        if (message.UserId is not { } user)
            return Outcome.Retry("order-unknown");
        if (data.CartChangedAt is { } changedAt && await queue.HasBoughtSinceAsync(user, changedAt, cancellationToken))
            return Outcome.Suppressed("bought-since");
        if (!await preferences.IsWantedAsync(user, message.KindOf, message.Channel, cancellationToken))
            return Outcome.Suppressed("not-wanted");

        Contact? contact;
        try
        {
            contact = message.KindOf == MessageKinds.StaffInvitation
                ? await contacts.FindInvitedAsync(user, cancellationToken)
                : await contacts.FindAsync(user, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            return Outcome.Retry("user-service-away");
        }

        if (RecipientRules.FindSuppressionReason(contact, message.KindOf) is { } reason)
            return RecipientRules.IsKept(message.KindOf, reason) ? Outcome.Waiting(reason) : Outcome.Suppressed(reason);
        try
        {
            data = await CompleteAsync(message, data, contact!, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            return Outcome.Retry("order-service-away");
        }

        var language = TemplateLibrary.ChooseLanguage(contact!.Locale, options.Value.DefaultLanguage);
        var text = renderer.Render(message.KindOf, data, user, contact.Name, language);
        if (message.Channel == Channels.Email)
        {
            var address = RecipientRules.AddressFor(contact, message.KindOf);
            return await mail.SendAsync(new MailMessage(message.Id, address, text), handOver, cancellationToken);
        }

        return (data.Phone ?? message.Phone) is { } number
            ? await sms.SendAsync(new SmsMessage(number, text.Sms!), handOver, cancellationToken)
            : Outcome.Suppressed("no-number");
    }

    /// <summary>Adds what order-service alone knows.</summary>
    private async Task<MessageData> CompleteAsync(
        TakenMessage message, MessageData data, Contact contact, CancellationToken cancellationToken)
    {
        if (data.OrderId is not { } order)
            return data;
        return data with
        {
            Address = message is { Channel: Channels.Email, KindOf.SaysAddress: true }
                ? await orders.FindAddressAsync(order, cancellationToken)
                : null,
            OrderKey = contact.Guest ? await orders.FindKeyAsync(order, cancellationToken) : null,
        };
    }

    private static bool IsOutage(Exception failure) => failure is HttpRequestException or TaskCanceledException;

    [LoggerMessage(LogLevel.Error, "Message {MessageId} ({Kind}, {Channel}) failed unexpectedly")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid messageId, string kind, string channel);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} ({Kind}, {Channel}) was not sent at attempt {Attempt}: {Status}, {Reason}")]
    private static partial void LogNotSent(
        ILogger logger, Guid messageId, string kind, string channel, int attempt, string status, string? reason);
}
