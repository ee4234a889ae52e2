using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.PaymentService.Methods;

/// <summary>Forgets how a person paid. What was paid stays: the books need it, and they name nobody.</summary>
internal sealed class ErasureHandler(MethodStore methods) : IEventHandler<UserErased>
{
    private const string ForgetTokens = "update payments set token = null where user_id = @UserId and status <> 'Requested'";

    public async Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await methods.EraseAsync(transaction, message.UserId, message.ErasedAt, cancellationToken);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(ForgetTokens, new { message.UserId }, transaction, cancellationToken: cancellationToken));
    }
}
