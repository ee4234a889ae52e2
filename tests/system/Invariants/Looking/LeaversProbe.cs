using Ecommerce.Checker;
using Ecommerce.Checker.Invariants;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>People whose accounts were erased lately: nobody keeps a card or a cart of theirs.</summary>
internal sealed class LeaversProbe(ShopStores stores, IOptions<InvariantsOptions> options) : IProbe
{
    private const string ReadErased = """
        select id from erased_users where not exists (select from users where users.id = erased_users.id) order by erased_at desc limit 500
        """;

    private const string ReadCardOwners = "select distinct user_id from payment_methods where forget_at is null and user_id = any(@erased)";

    public IReadOnlyList<int> Invariants => [Statement.Copies];

    public IReadOnlyList<IStore> Stores => [stores.Users, stores.Payments, stores.Carts];

    public async Task<Look> LookAsync()
    {
        var erased = (await stores.Users.ReadAsync(users => users.ReadAsync<Guid>(ReadErased))).ToArray();
        var state = new EndState
        {
            Accounts = new(erased),
            Payments = PaymentBooks.None with
            {
                CardOwners = await stores.Payments.ReadAsync(payments => payments.ReadAsync<Guid>(ReadCardOwners, new { erased })),
            },
            Carts = CartBooks.None with { Owners = await stores.Carts.OwnersAsync(erased) },
        };
        return new([.. Finding.Of(Statement.Copies, ErasedAreForgotten.Violations(state), options.Value.CatchUp)])
        {
            Counts = [new(Statement.Copies, "erased accounts", $"{erased.Length}")],
        };
    }
}
