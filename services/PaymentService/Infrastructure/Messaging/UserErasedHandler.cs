using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.PaymentService.Infrastructure.Messaging;

/// <summary>Deletes the payment methods and tokens of an erased user. Payments stay: the ledger needs them, and they name nobody.</summary>
internal sealed class UserErasedHandler(PaymentMethodStore methods) : IEventHandler<UserErased>
{
    private const string DeleteTokens = "UPDATE payments SET token = NULL WHERE user_id = @UserId AND status <> 'Requested'";

    public async Task HandleAsync(
        UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await methods.EraseAsync(transaction, message.UserId, message.ErasedAt, cancellationToken);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(DeleteTokens, new { message.UserId }, transaction, cancellationToken: cancellationToken));
    }
}
