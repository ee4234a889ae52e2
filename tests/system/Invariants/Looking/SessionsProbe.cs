using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Invariants.Looking;

/// <summary>Sign-ins and their refresh tokens, of one moment.</summary>
internal sealed class SessionsProbe(ShopStores stores) : IProbe
{
    private const string TwoGoodTokens = """
        select format('sign-in %s has %s tokens that are good', f.id, count(*))
        from refresh_families f join refresh_tokens t on t.family_id = f.id
        where f.ended_at is null and t.used_at is null group by f.id having count(*) > 1
        """;

    // A reuse is in the audit trail of the account; what ends because of it ends in the same transaction.
    private const string Reused = """
        select format('account %s: a token was used twice at %s, and no sign-in of it ended then', subject_id, at)
        from audit_entries a
        where action = 'refresh-token-reused' and at > now() - interval '1 day'
            and exists (select from refresh_families f where f.user_id = a.subject_id and f.created_at < a.at and f.expires_at > now())
            and not exists (select from refresh_families f where f.user_id = a.subject_id
                and f.ended_at between a.at - interval '1 minute' and a.at)
        """;

    private const string Count = """
        select count(*)::int as families, (count(*) filter (where ended_at is not null))::int as ended,
            (select count(*)::int from audit_entries where action = 'refresh-token-reused') as reused
        from refresh_families
        """;

    public IReadOnlyList<int> Invariants => [Statement.Sessions];

    public IReadOnlyList<IStore> Stores => [stores.Users];

    public Task<Look> LookAsync() => stores.Users.ReadAsync(async users =>
    {
        string[] wrong = [.. await users.ReadAsync<string>(TwoGoodTokens), .. await users.ReadAsync<string>(Reused)];
        var counted = (await users.ReadAsync<FamilyCount>(Count))[0];
        return new Look([.. Finding.Of(Statement.Sessions, wrong, TimeSpan.Zero)])
        {
            Counts =
            [
                new(Statement.Sessions, "sign-ins", $"{counted.Families}"),
                new(Statement.Sessions, "ended", $"{counted.Ended}"),
                new(Statement.Sessions, "tokens used twice", $"{counted.Reused}"),
            ],
        };
    });

    private sealed record FamilyCount(int Families, int Ended, int Reused);
}
