using Npgsql;

namespace Ecommerce.Checker.Reading;

/// <summary>What shoppers can find: by the catalogue, and by the index that search answers from.</summary>
/// <param name="Scores">The ratings that the index shows.</param>
/// <param name="Sold">What it ranks best sellers by.</param>
internal sealed record ShelfBooks(
    IReadOnlyList<ShelfRow> Catalogue, IReadOnlyList<ShelfRow> Index, IReadOnlyList<ScoreRow> Scores, IReadOnlyList<SoldRow> Sold)
{
    public static readonly ShelfBooks None = new([], [], [], []);

    // Nothing in a run is on sale, so the lowest price is the one of now.
    private const string ReadCatalogue = """
        select p.id, p.version, p.lowest_price as price, coalesce(sum(s.available), 0)::int as available
        from products p left join stock s on s.product_id = p.id where p.published group by p.id
        """;

    private const string ReadIndex = """
        select id, (document ->> 'version')::bigint as version, (document #>> '{price,amount}')::numeric as price,
            (document ->> 'available')::int as available
        from live_shown
        """;

    private const string ReadScores = """
        select id as productid, (document ->> 'ratings')::int as count, (document ->> 'rating')::numeric as average from live_shown
        """;

    private const string ReadSold = """
        select id as productid, (document ->> 'sold')::bigint as pieces from live_shown where (document ->> 'sold')::bigint <> 0
        """;

    public static async Task<ShelfBooks> ReadAsync(string catalogue, string search)
    {
        await using var products = await Rows.OpenAsync(catalogue);
        await using var index = await Rows.OpenAsync(search);
        return await ReadIndexAsync(index) with { Catalogue = await ReadCatalogueAsync(products) };
    }

    public static Task<IReadOnlyList<ShelfRow>> ReadCatalogueAsync(NpgsqlConnection products)
        => products.ReadAsync<ShelfRow>(ReadCatalogue);

    /// <summary>What search answers from.</summary>
    public static async Task<ShelfBooks> ReadIndexAsync(NpgsqlConnection index) => new(
        [], await index.ReadAsync<ShelfRow>(ReadIndex), await index.ReadAsync<ScoreRow>(ReadScores),
        await index.ReadAsync<SoldRow>(ReadSold));
}

/// <param name="Price">Of the cheapest variant.</param>
/// <param name="Available">Pieces of all variants.</param>
internal sealed record ShelfRow(Guid Id, long Version, decimal Price, int Available)
{
    public override string ToString() => $"product {Id} in version {Version} for {Price:0.00}, {Available} available";
}
