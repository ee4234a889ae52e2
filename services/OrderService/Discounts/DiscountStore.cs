using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Discounts;

/// <summary>The codes that the back office keeps.</summary>
internal sealed class DiscountStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Insert = """
        insert into discounts (code, percent, amount, currency, minimum_subtotal, valid_from, valid_until, usage_limit, usage_limit_per_user, created_at)
        values (@code, @percent, @amount, @currency, @minimum_subtotal, @valid_from, @valid_until, @usage_limit, @usage_limit_per_user, @now)
        on conflict (code) do nothing
        """;

    private const string Update = $"""
        update discounts
        set percent = @percent, amount = @amount, currency = @currency, minimum_subtotal = @minimum_subtotal,
            valid_from = @valid_from, valid_until = @valid_until, usage_limit = @usage_limit, usage_limit_per_user = @usage_limit_per_user
        where code = @code
        returning {DiscountRow.Columns}
        """;

    private const string List = $"select {DiscountRow.Columns} from discounts where @after is null or code > @after order by code limit @limit";

    public async Task<bool> TryAddAsync(Discount discount, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Insert);
        command.Parameters.AddRange(DiscountRow.Parameters(discount));
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>As it is then; how often it was used stays. Null where there is none of this code.</summary>
    public async Task<Discount?> ReplaceAsync(Discount discount, CancellationToken cancellationToken)
        => (await ReadAsync(Update, DiscountRow.Parameters(discount), cancellationToken)).SingleOrDefault();

    public async Task<Discount?> FindAsync(string code, CancellationToken cancellationToken)
        => (await ReadAsync($"select {DiscountRow.Columns} from discounts where code = @code", [new("code", code)], cancellationToken)).SingleOrDefault();

    public Task<List<Discount>> ListAsync(string? after, int limit, CancellationToken cancellationToken)
        => ReadAsync(List, [new("after", NpgsqlDbType.Text) { Value = (object?)after ?? DBNull.Value }, new("limit", limit)], cancellationToken);

    /// <summary>Orders that used it keep what it took off.</summary>
    public async Task<bool> DeleteAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("delete from discounts where code = @code");
        command.Parameters.AddWithValue("code", code);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private async Task<List<Discount>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<Discount>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(DiscountRow.Read(reader));
        return found;
    }
}
