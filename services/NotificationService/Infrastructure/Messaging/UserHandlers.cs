using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Messages to users about their accounts.</summary>
internal sealed class UserHandlers(MessageWriter messages, IOptions<MessageOptions> options, TimeProvider timeProvider)
    : IEventHandler<UserRegistered>, IEventHandler<EmailVerificationRequested>, IEventHandler<PasswordResetRequested>,
    IEventHandler<PasswordChanged>, IEventHandler<EmailChangeRequested>, IEventHandler<RegistrationRepeated>,
    IEventHandler<SecondFactorChanged>, IEventHandler<StaffInvited>
{
    public Task HandleAsync(
        UserRegistered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(MessageKinds.Welcome, message.UserId, new(), context, transaction, cancellationToken);

    public Task HandleAsync(
        EmailVerificationRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.VerifyEmail, message.UserId, new() { Token = message.Token, ExpiresAt = message.ExpiresAt }, context, transaction,
            cancellationToken);

    public Task HandleAsync(
        PasswordResetRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.ResetPassword, message.UserId, new() { Token = message.Token, ExpiresAt = message.ExpiresAt }, context,
            transaction, cancellationToken);

    public Task HandleAsync(
        PasswordChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(MessageKinds.PasswordChanged, message.UserId, new(), context, transaction, cancellationToken);

    public Task HandleAsync(
        EmailChangeRequested message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(MessageKinds.EmailChangeRequested, message.UserId, new(), context, transaction, cancellationToken);

    public Task HandleAsync(
        RegistrationRepeated message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(MessageKinds.AlreadyRegistered, message.UserId, new(), context, transaction, cancellationToken);

    public Task HandleAsync(
        SecondFactorChanged message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.SecondFactorChanged, message.UserId, new() { Reason = message.Change }, context, transaction, cancellationToken);

    /// <summary>The recipient is the invitation, which has the address.</summary>
    public Task HandleAsync(
        StaffInvited message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => AddAsync(
            MessageKinds.StaffInvitation, message.InvitationId, new() { Token = message.Token, ExpiresAt = message.ExpiresAt }, context,
            transaction, cancellationToken);

    private Task AddAsync(
        MessageKind kind, Guid user, MessageData data, EventContext context, NpgsqlTransaction transaction,
        CancellationToken cancellationToken)
        => messages.AddAsync(
            transaction,
            // An expired link is not sent.
            new NewMessage(
                kind, Causes.Event(context.EventId), user, data, timeProvider.GetUtcNow(),
                data.ExpiresAt ?? context.OccurredAt + options.Value.Lifetime),
            cancellationToken);
}
