using System.Text.Json;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>The history of products.</summary>
internal static class HistoryRows
{
    /// <summary>Entries of a product below a version, newest first.</summary>
    public const string Page = """
        SELECT product_id, version, id, at, actor_id, action, changes FROM product_history
        WHERE product_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3
        """;

    public static void Add(NpgsqlBatch batch, IReadOnlyCollection<ProductHistoryEntry> entries)
        => batch.Add(
            """
            INSERT INTO product_history (product_id, version, id, at, actor_id, action, changes)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
            """,
            Parameter.Of(entries.Select(e => e.ProductId).ToArray()),
            Parameter.Of(entries.Select(e => e.Version).ToArray()),
            Parameter.Of(entries.Select(e => e.Id).ToArray()),
            Parameter.Of(entries.Select(e => e.At).ToArray()),
            Parameter.Of(entries.Select(e => e.ActorId).ToArray()),
            Parameter.Of(entries.Select(e => e.Action).ToArray()),
            Changes(entries));

    public static ProductHistoryEntry Entry(NpgsqlDataReader row) => new(
        row.Get<Guid>("id"), row.Get<Guid>("product_id"), row.Get<long>("version"), row.Get<DateTimeOffset>("at"),
        row.Get<Guid>("actor_id"), row.Get<string>("action"),
        JsonSerializer.Deserialize(row.Get<byte[]>("changes"), CatalogJson.Default.IReadOnlyListFieldChange)!);

    private static NpgsqlParameter Changes(IReadOnlyCollection<ProductHistoryEntry> entries) => new()
    {
        Value = entries.Select(e => JsonSerializer.Serialize(e.Changes, CatalogJson.Default.IReadOnlyListFieldChange)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };
}
