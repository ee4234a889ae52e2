using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>The shop's answers to buyers who want to send something back.</summary>
internal sealed class ReturnHandlers(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider timeProvider)
    : IEventHandler<ReturnApproved>, IEventHandler<ReturnRejected>
{
    public Task HandleAsync(
        ReturnApproved message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.ReturnApproved, message.ReturnId, message.UserId,
            OrderMessages.Of(message.OrderId, message.Lines, total: null) with { ReturnId = message.ReturnId },
            context, transaction, cancellationToken);

    public Task HandleAsync(
        ReturnRejected message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.ReturnRejected, message.ReturnId, message.UserId,
            OrderMessages.Of(message.OrderId, message.Lines, total: null) with
            {
                ReturnId = message.ReturnId,
                Explanation = message.Reason,
            },
            context, transaction, cancellationToken);

    private Task AddAsync(
        MessageKind kind, Guid returned, Guid user, MessageData data, EventContext context, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
        => messages.AddAsync(
            transaction,
            new(kind, Causes.Return(returned), user, data, timeProvider.GetUtcNow(), context.OccurredAt + options.Value.Lifetime),
            cancellationToken);
}
