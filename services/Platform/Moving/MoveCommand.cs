using System.Reflection;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Microsoft.Extensions.Configuration;
using MongoDB.Driver;
using Npgsql;

namespace Ecommerce.Moving;

/// <summary>
/// <c>dotnet Ecommerce.NAME.dll move</c>: moves the service's records from the store of <c>ConnectionStrings:moveFrom</c> to that of
/// <c>ConnectionStrings:moveTo</c>, each PostgreSQL or MongoDB. They hold passwords, so they are configuration, not arguments.
/// </summary>
/// <param name="service">The assembly that embeds the service's migrations.</param>
/// <param name="mongo">The service's MongoDB database of a connection string.</param>
/// <param name="tables">The service's own tables; those of its messages come with them.</param>
public sealed class MoveCommand(Assembly service, Func<string, MongoServiceDatabase> mongo, IReadOnlyList<MovedTable> tables)
{
    private const string Name = "move";

    private const int Moved = 0;
    private const int Failed = 1;
    private const int Refused = 2;

    /// <summary>Whether the arguments name a command, this one or one that there is not; all others are settings of the service.</summary>
    public static bool IsCommand(string[] args)
        => args is [{ } first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal);

    /// <summary>Writes a line for each table, and the result at the end.</summary>
    /// <returns>The exit code. 0: both stores are equal; 1: it failed, and may run again; 2: it was refused, nothing was written.</returns>
    public async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is not [Name])
        {
            await output.WriteLineAsync($"Unknown command: {string.Join(' ', args)}. The only one is: {Name}, without arguments.");
            return Refused;
        }

        try
        {
            await using var from = Open(configuration, "moveFrom");
            await using var to = Open(configuration, "moveTo");
            if (from.Name == to.Name)
                throw new MoveRefusedException("ConnectionStrings:moveFrom and ConnectionStrings:moveTo name the same database.");

            IReadOnlyList<MovedTable> all = [.. tables, .. MessageTables.All(KeptSince(configuration))];
            var equal = await new StoreMove(from, to, all, output.WriteLine).RunAsync(cancellationToken);
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
        catch (Exception denied) when (IsDenied(denied))
        {
            var reason = (denied as PostgresException)?.MessageText ?? "MongoDB does not accept the user or the password.";
            await output.WriteLineAsync($"Refused: {reason}");
            return Refused;
        }
        catch (Exception failure) when (
            failure is NpgsqlException or MongoException or TimeoutException or InvalidOperationException or OperationCanceledException)
        {
            await output.WriteLineAsync($"Interrupted: {ReasonOf(failure)} Run it again: it resumes.");
            return Failed;
        }
    }

    private static bool IsDenied(Exception failure)
        => failure is MongoAuthenticationException or PostgresException
        {
            SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege,
        };

    // MongoDB's driver adds the state of each server to its message.
    private static string ReasonOf(Exception failure)
        => failure is TimeoutException ? "a database did not answer in time." : failure.Message;

    /// <summary>Later than the retention by a fourteenth, a day of two weeks: no move takes longer.</summary>
    private static DateTimeOffset KeptSince(IConfiguration configuration)
        => TimeProvider.System.GetUtcNow() - ((configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new()).Retention * 13 / 14);

    private MoveStore Open(IConfiguration configuration, string setting)
    {
        var value = configuration.GetConnectionString(setting);
        if (string.IsNullOrWhiteSpace(value))
            throw new MoveRefusedException(
                $"ConnectionStrings:{setting} is missing: it names the database to move {(setting == "moveFrom" ? "from" : "to")}.");

        try
        {
            return value.StartsWith("mongodb", StringComparison.OrdinalIgnoreCase)
                ? new MongoMoveStore(mongo(value))
                : new PostgresMoveStore(setting, value, service, typeof(Outbox).Assembly);
        }
        catch (Exception unreadable) when (unreadable is MongoConfigurationException or InvalidOperationException)
        {
            // The parser's own message may quote the value, and with it the password: it is left out.
            throw new MoveRefusedException(
                $"ConnectionStrings:{setting} is neither a PostgreSQL connection string with Host and Database "
                + "nor a MongoDB one that can be read.");
        }
    }
}
