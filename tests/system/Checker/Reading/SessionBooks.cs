namespace Ecommerce.Checker.Reading;

internal sealed record SessionBooks(IReadOnlyList<TokenRow> Tokens)
{
    public static readonly SessionBooks None = new([]);

    private const string ReadTokens = """
        select encode(token.hash, 'hex') as hash, family.id as family, family.ended_at is not null as hasended
        from refresh_tokens token join refresh_families family on family.id = token.family_id
        """;

    public int Families => Tokens.DistinctBy(token => token.Family).Count();

    public int EndedFamilies => Tokens.Where(token => token.HasEnded).DistinctBy(token => token.Family).Count();

    public static async Task<SessionBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return new(await connection.ReadAsync<TokenRow>(ReadTokens));
    }
}

/// <param name="HasEnded">The family has.</param>
internal sealed record TokenRow(string Hash, Guid Family, bool HasEnded);
