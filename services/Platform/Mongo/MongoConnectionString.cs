using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// Reads a connection string; what the operator left open gets values with which no call waits for ever. What is written is kept by a
/// majority, and only that is read.
/// </summary>
public static class MongoConnectionString
{
    /// <summary>Whether a connection string names MongoDB and not another store.</summary>
    /// <param name="value">The connection string, of any store.</param>
    public static bool Names(string value)
        => value.StartsWith("mongodb://", StringComparison.OrdinalIgnoreCase)
            || value.StartsWith("mongodb+srv://", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long a majority may take to keep a write, and a commit to be made.</summary>
    public static readonly TimeSpan MajorityTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What a majority has, with its journal on disk.</summary>
    public static readonly WriteConcern Majority = WriteConcern.WMajority.With(journal: true, wTimeout: MajorityTimeout);

    private static readonly TimeSpan SelectionTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QueueTimeout = TimeSpan.FromSeconds(10);

    // Above MajorityTimeout: what takes too long is answered by the server, and a connection that is silent for longer is dead.
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(30);

    /// <param name="name">The connection string's name.</param>
    /// <param name="value">Of a replica set: <c>mongodb://...</c> or <c>mongodb+srv://...</c>.</param>
    /// <param name="application">The service's name.</param>
    /// <returns>The settings, and the database where the string names one.</returns>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public static (MongoClientSettings Settings, string? Database) Read(string name, string value, string application)
    {
        var url = Parse(name, value);
        var settings = MongoClientSettings.FromUrl(url);
        if (!Gives("serverSelectionTimeoutMS")) settings.ServerSelectionTimeout = SelectionTimeout;
        if (!Gives("connectTimeoutMS")) settings.ConnectTimeout = ConnectTimeout;
        if (!Gives("socketTimeoutMS")) settings.SocketTimeout = SocketTimeout;
        if (!Gives("waitQueueTimeoutMS")) settings.WaitQueueTimeout = QueueTimeout;
        settings.ApplicationName ??= application;
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.WriteConcern = Majority;
        return (settings, url.DatabaseName);

        bool Gives(string option) => value.Contains($"{option}=", StringComparison.OrdinalIgnoreCase);
    }

    private static MongoUrl Parse(string name, string value)
    {
        try
        {
            return new MongoUrl(value);
        }
        // The parser's own message quotes the value, and with it the password: it is left out.
        catch (Exception unreadable) when (unreadable is MongoConfigurationException or ArgumentException or FormatException)
        {
#pragma warning disable MA0054
            throw new InvalidOperationException(
                $"ConnectionStrings:{name} is not a MongoDB connection string: it needs mongodb://HOST/DATABASE?replicaSet=NAME or the "
                    + "like.");
#pragma warning restore MA0054
        }
    }
}
