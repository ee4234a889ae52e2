using Dapper;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Npgsql;
using Stripe;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>
/// The Stripe customers of users. A payment method that is attached to a customer can be used more than once, and by its owner only.
/// </summary>
internal sealed class StripeCustomers(NpgsqlDataSource database, StripeClient stripe)
{
    private const string Find = "SELECT customer FROM stripe_customers WHERE user_id = @user";

    private const string Add = """
        INSERT INTO stripe_customers (user_id, customer) VALUES (@user, @customer)
        ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id RETURNING customer
        """;

    public async Task<string?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(Find, new { user }, cancellationToken: cancellationToken));
    }

    public async Task<string> EnsureAsync(Guid user, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, cancellationToken) is { } existing)
            return existing;
        var options = new CustomerCreateOptions { Metadata = new() { ["user_id"] = user.ToString() } };
        var created = await stripe.V1.Customers
            .CreateAsync(options, StripeClientFactory.WithKey($"customer-{user}"), cancellationToken).ReplyAsync(cancellationToken);
        var customer = created.Value?.Id ?? throw new ProviderUnavailableException("Stripe did not create a customer.");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<string>(
            new CommandDefinition(Add, new { user, customer }, cancellationToken: cancellationToken));
    }
}
