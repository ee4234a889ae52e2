using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Reads a connection string; what the operator left open gets the values that suit a small service.</summary>
internal static class PostgresConnectionString
{
    // Many services and replicas share one server, whose connections are few.
    private const int MaxPoolSize = 20;
    private const int MaxAutoPrepare = 50;
    private const int ConnectSeconds = 5;

    public static string Read(IConfiguration configuration, string name, string applicationName)
    {
        var value = configuration.GetConnectionString(name);
        if (string.IsNullOrWhiteSpace(value))
            throw new InvalidOperationException($"ConnectionStrings:{name} is missing: it names the service's PostgreSQL database.");

        var settings = Parse(value, name);
        var given = settings.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);

        if (!given.Contains("Maximum Pool Size")) settings.MaxPoolSize = MaxPoolSize;
        if (!given.Contains("Max Auto Prepare")) settings.MaxAutoPrepare = MaxAutoPrepare;
        // Only migrations change their session, so the next user of a connection needs no seven statements to set that right again.
        if (!given.Contains("No Reset On Close")) settings.NoResetOnClose = true;
        if (!given.Contains("Timeout")) settings.Timeout = ConnectSeconds;
        if (!given.Contains("Application Name")) settings.ApplicationName = applicationName;
        return settings.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(string value, string name)
    {
        NpgsqlConnectionStringBuilder? settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(value);
        }
        // The parser's own message may quote the value, and with it the password: it is left out.
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            settings = null;
        }

        return settings is { Host.Length: > 0, Database.Length: > 0 }
            ? settings
            : throw new InvalidOperationException(
                $"ConnectionStrings:{name} is not a PostgreSQL connection string: it needs at least Host and Database.");
    }
}
