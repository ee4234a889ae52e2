using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>Positional parameters.</summary>
internal static class Parameter
{
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Nullable(object? value, NpgsqlDbType type)
        => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
