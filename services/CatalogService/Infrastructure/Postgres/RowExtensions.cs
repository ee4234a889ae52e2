using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>Reads the columns of a row by name.</summary>
internal static class RowExtensions
{
    public static T Get<T>(this NpgsqlDataReader row, string column) => row.GetFieldValue<T>(row.GetOrdinal(column));

    public static T? GetNullable<T>(this NpgsqlDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? default : row.GetFieldValue<T>(ordinal);
    }
}
