using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ecommerce.CatalogService.Products;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>Commands and their rows.</summary>
internal static class Commands
{
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    public static NpgsqlCommand With(this NpgsqlCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<List<T>> ReadAllAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var item in command.StreamAsync(row, cancellationToken))
        {
            rows.Add(item);
        }

        return rows;
    }

    public static async Task<T?> ReadOneAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
        where T : class
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? row(reader) : null;
        }
    }

    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return row(reader);
            }
        }
    }

    public static async Task RunAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public static async Task<bool> IsTrueAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            return await command.ExecuteScalarAsync(cancellationToken) is true;
        }
    }

    /// <summary>Columns id, version, document, created_at, updated_at.</summary>
    public static Product Product(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetInt64(1), JsonSerializer.Deserialize(row.GetFieldValue<byte[]>(2), CatalogJson.Default.ProductDetails)!,
        row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4));
}
