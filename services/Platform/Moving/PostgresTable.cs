namespace Ecommerce.Moving;

/// <summary>How PostgreSQL keeps records: as JSON goes in and comes out, so that names and types stand once, in SQL.</summary>
/// <param name="Key">Its columns and their types, by which the records are read in order, such as <c>("sku", "text")</c>.</param>
/// <param name="Select">Reads the members of the record, named as in JSON, and the columns of the key.</param>
/// <param name="Insert">Writes the records of the JSON array <c>$1</c>.</param>
public sealed record PostgresTable((string Column, string Type)[] Key, string Select, string Insert)
{
    /// <summary>Run when all records are there.</summary>
    public string? Finish { get; init; }

    /// <summary>
    /// Records refer to each other, so all of them are written at once: for tables that the service itself keeps in memory.
    /// </summary>
    public bool IsOneStatement { get; init; }

    /// <summary>The query of what comes behind the cursor <c>$1</c>, or of all.</summary>
    internal string Page(string? after)
    {
        var columns = string.Join(", ", Key.Select(k => $"r.{k.Column}"));
        var behind = string.Join(", ", Key.Select((k, i) => $"($1::jsonb ->> {i})::{k.Type}"));
        return $"""
            SELECT jsonb_build_array({columns})::text, to_jsonb(r)::text
            FROM ({Select}) r {(after is null ? "" : $"WHERE ({columns}) > ({behind})")} ORDER BY {columns}
            """;
    }
}
