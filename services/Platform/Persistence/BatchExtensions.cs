using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Statements that are sent together: what does not depend on another's answer need not wait for it.</summary>
public static class BatchExtensions
{
    /// <summary>Adds a statement, with parameters either all named or all positional (<c>$1</c>).</summary>
    /// <returns>The statement, which knows its <see cref="NpgsqlBatchCommand.RecordsAffected"/> once the batch was executed.</returns>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }
}
