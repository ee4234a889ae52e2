namespace Ecommerce.Checker.Reading;

/// <param name="Erased">Accounts that were.</param>
internal sealed record AccountBooks(IReadOnlyList<Guid> Erased)
{
    public static readonly AccountBooks None = new([]);

    public static async Task<AccountBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(
            await connection.ReadAsync<Guid>(
                "select id from erased_users where not exists (select from users where users.id = erased_users.id)"));
    }
}
