using Dapper;
using Npgsql;
using Stripe;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>Whom Stripe knows a user as: a payment method pays more than once, and for its owner only, when it belongs to a customer.</summary>
internal sealed class StripeCustomers(NpgsqlDataSource database, StripeClient stripe)
{
    private const string Find = "select customer from stripe_customers where user_id = @user";

    private const string Add = """
        insert into stripe_customers (user_id, customer) values (@user, @customer)
        on conflict (user_id) do update set user_id = excluded.user_id returning customer
        """;

    public async Task<string?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Find, new { user }, cancellationToken: cancellationToken));
    }

    public async Task<string> EnsureAsync(Guid user, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, cancellationToken) is { } known)
            return known;
        var options = new CustomerCreateOptions { Metadata = new() { ["user_id"] = user.ToString() } };
        var made = await stripe.V1.Customers.CreateAsync(options, StripeClients.Key($"customer-{user}"), cancellationToken).ReplyAsync(cancellationToken);
        var customer = made.Value?.Id ?? throw new ProviderUnavailableException("Stripe makes no customer.");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<string>(new CommandDefinition(Add, new { user, customer }, cancellationToken: cancellationToken));
    }
}
