using System.Reflection;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Microsoft.Extensions.Configuration;
using MongoDB.Driver;
using Npgsql;

namespace Ecommerce.Moving;

/// <summary>
/// <c>dotnet Ecommerce.NAME.dll move</c>: moves the service's records out of the store of <c>ConnectionStrings:moveFrom</c> into that of <c>ConnectionStrings:moveTo</c>,
/// each PostgreSQL or MongoDB. They hold passwords, so they come from the environment (<c>ConnectionStrings__moveFrom</c>) or another source of configuration.
/// </summary>
/// <param name="service">The assembly that embeds the service's migrations.</param>
/// <param name="mongo">The service's MongoDB database of a connection string.</param>
/// <param name="tables">The service's own tables; those of its messages come with them.</param>
public sealed class MoveCommand(Assembly service, Func<string, MongoServiceDatabase> mongo, IReadOnlyList<MovedTable> tables)
{
    /// <summary>The argument that asks for it.</summary>
    public const string Name = "move";

    private const int Moved = 0;
    private const int Failed = 1;
    private const int Refused = 2;

    /// <summary>Writes a line for each table, and at the end what became of it.</summary>
    /// <returns>The exit code. 0: both stores hold the same; 1: it failed, and may be run again; 2: it was refused, and nothing was written.</returns>
    public async Task<int> RunAsync(IConfiguration configuration, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await using var from = Open(configuration, "moveFrom");
            await using var to = Open(configuration, "moveTo");
            if (from.Name == to.Name)
                throw new MoveRefusedException("ConnectionStrings:moveFrom and ConnectionStrings:moveTo name the same database.");

            var equal = await new ShopMove(from, to, [.. tables, .. MessageTables.All(KeptSince(configuration))], output.WriteLine).RunAsync(cancellationToken);
            await output.WriteLineAsync(equal
                ? "Moved: both stores hold the same."
                : "NOT MOVED: the stores differ. If the source was written to meanwhile, empty the target and run it again.");
            return equal ? Moved : Failed;
        }
        catch (MoveRefusedException refused)
        {
            await output.WriteLineAsync($"Refused: {refused.Message}");
            return Refused;
        }
        catch (Exception failure) when (failure is NpgsqlException or MongoException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            await output.WriteLineAsync($"Broken off: {failure.Message} Run it again: it goes on where it was.");
            return Failed;
        }
    }

    /// <summary>A day in fourteen before it expires: so long no move takes.</summary>
    private static DateTimeOffset KeptSince(IConfiguration configuration)
        => TimeProvider.System.GetUtcNow() - ((configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new()).Retention * 13 / 14);

    private ShopStore Open(IConfiguration configuration, string setting)
    {
        var value = configuration.GetConnectionString(setting);
        if (string.IsNullOrWhiteSpace(value))
            throw new MoveRefusedException($"ConnectionStrings:{setting} is missing: it names the database to move {(setting == "moveFrom" ? "from" : "to")}.");

        try
        {
            return value.StartsWith("mongodb", StringComparison.OrdinalIgnoreCase)
                ? new MongoShop(mongo(value))
                : new PostgresShop(setting, value, service, typeof(Outbox).Assembly);
        }
        catch (Exception unreadable) when (unreadable is MongoConfigurationException or InvalidOperationException)
        {
            // The parser's own message may quote the value, and with it the password: it is left out.
            throw new MoveRefusedException($"ConnectionStrings:{setting} is neither a PostgreSQL nor a MongoDB connection string that can be read.");
        }
    }
}
